/** An answer that holds nothing of what was asked for, and does not say that there is nothing, is never an empty list. */
import { expect, test } from 'vitest';
import { readAnswer } from '../../../collectors/browsing/match.ts';
import { sitesUnderTest } from './fixture.ts';

const GOOD = { code: 0, success: true, ok: 1, status_code: 0, statusCode: 0, result: 1 };
const ODD = { code: -77_777, status_code: 77_777, statusCode: 77_777, ok: -3, result: 77_777, success: false };
const UNANSWERED: readonly unknown[] = [
  {},
  [],
  null,
  ODD,
  { ...ODD, data: null },
  { ...GOOD, data: null },
  { ...GOOD, data: {} },
];

/** That a text has no more to say than its list showed is told by `{}`. */
const SAYS_SO = ['web_long_text'];

const sites = (await sitesUnderTest()).flatMap(({ name, site, fixtures }) => {
  const asked = fixtures
    .flatMap(({ lines }) => lines)
    .filter(({ received: { url, isDocument }, shapes }) => {
      return url.startsWith('https:') && !isDocument && !shapes.some((shape) => SAYS_SO.includes(shape));
    });
  return asked.length === 0 ? [] : [[name, site, asked] as const];
});

test.each(sites)('%s: no answer is taken for an empty list that does not say so', (_name, site, asked) => {
  const taken = asked.flatMap(({ received, shapes }) =>
    UNANSWERED.flatMap((body) => {
      const answer = readAnswer(site, site.hosts, { ...received, text: JSON.stringify(body) });
      const isTold = answer.kind === 'refusal' || (answer.kind === 'seen' && answer.drifts.length > 0);
      return isTold ? [] : [[shapes.join(), received.url, JSON.stringify(body), answer.kind]];
    }),
  );
  expect(taken).toEqual([]);
});
