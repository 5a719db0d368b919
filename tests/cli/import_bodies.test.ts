/** What a browser received is imported as what it is: by --as, or by itself where one platform alone knows it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sitesUnderTest } from '../collectors/sites/fixture.ts';
import { expectCode, inProcess } from './support.ts';

const weibo = (await sitesUnderTest()).find(({ name }) => name === 'weibo')!;
const comments = weibo.fixtures.flatMap(({ lines }) => lines).find(({ shapes }) => shapes[0] === 'comments')!
  .received.text;

test('koc import takes saved bodies, wrapped ones too, once; of a file that nobody knows it says what it looked for', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'koc-bodies-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const files: Readonly<Record<string, string>> = {
    'koc.yaml': 'version: 1\nbrands: [{ id: aurora }, { id: nova }, { id: coman }]\n',
    'body.json': JSON.stringify(JSON.parse(comments), null, 2),
    'relayed.jsonl': `${JSON.stringify({ code: 200, message: 'ok', data: JSON.parse(comments) })}\n`,
    'session.har': JSON.stringify({ log: { version: '1.2', entries: [] } }),
    'odd.json': '{"data":{"nothing":[1]}}',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  const koc = (args: readonly string[], code = 0) => expectCode(inProcess(dir, args), code);

  const first = await koc(['import', 'body.json', '--json']);
  const told = JSON.parse(first.stdout) as Record<string, unknown>;
  expect(told).toMatchObject({ source: 'weibo_saved', recognised: 'weibo', outcome: 'ok', rejected: 0 });
  expect(told['sealed']).toBeGreaterThan(0);
  expect(first.stderr).toContain('body.json: recognised as saved bodies of weibo (comments');
  expect(JSON.parse((await koc(['import', 'body.json', '--as', 'weibo', '--json'])).stdout)).toMatchObject({
    unchanged: true,
  });
  const relayed = JSON.parse(
    (await koc(['import', 'relayed.jsonl', '--as', 'weibo', '--source', 'colleague', '--json'])).stdout,
  );
  expect(relayed).toMatchObject({ source: 'colleague', sealed: told['sealed'] });

  const none = await koc(['import', 'session.har', '--as', 'weibo'], 2);
  expect(none.stderr).toContain('session.har holds nothing of weibo that is known');
  expect(none.stderr).toContain('search list');
  expect((await koc(['import', 'odd.json'], 2)).stderr).toContain('odd.json');
});
