/**
 * Reads vitest's JSON report: names what failed, counts a skipped test as failed unless it needs the shared development data (which a clone
 * may lack) or onnxruntime-node (an optional peer that only an operator with a model of their own installs), and prints the last line of CI. Usage: node .ci/verdict.js REPORT STATUS-OF-THE-STEPS-BEFORE
 */
import { readFileSync } from 'node:fs';

const [reportFile, stepStatus] = process.argv.slice(2);
const counts = { passed: 0, failed: 0 };

let report;
try {
  report = JSON.parse(readFileSync(reportFile, 'utf8'));
} catch (error) {
  console.log(`no test report: ${error.message}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

for (const file of report.testResults) {
  let failedHere = 0;
  for (const test of file.assertionResults) {
    const allowed = /shared data|development data|needs onnxruntime-node/iu.test(test.fullName);
    if (test.status === 'passed') counts.passed += 1;
    else if (test.status === 'failed') {
      failedHere += 1;
      console.log(`FAILED   ${test.fullName}`);
    } else if (allowed) console.log(`skipped  ${test.fullName}`);
    else {
      failedHere += 1;
      console.log(`MISSING  ${test.fullName} (skipped; CI must provide what it needs)`);
    }
  }
  // A file that does not even load has no tests to fail.
  if (file.status === 'failed' && failedHere === 0) {
    failedHere = 1;
    console.log(`FAILED   ${file.name}: ${String(file.message).split('\n')[0]}`);
  }
  counts.failed += failedHere;
}

if (stepStatus !== '0' && counts.failed === 0) {
  counts.failed = 1;
  console.log('FAILED   npm run check or the test runner itself');
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
