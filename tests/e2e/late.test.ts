import { expect, test } from 'vitest';
import { expectCode, inProcess } from '../cli/support.ts';
import { POSTS_MAP, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const ENV = { KOC_PSEUDONYM_KEY: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' };

test('what is seen only on the day of the list is not in it, and the command says so', async () => {
  await using ws = await testWorkspace(
    `${THREE_BRANDS}sources:\n  - { id: notes, collector: file_import, with: { file: notes.jsonl, map: map.yaml } }\n`,
  );
  const post = (id: string, seen: string) => {
    return { kind: 'post', id, author: id, name: id, text: '欧若拉真的好用', at: '2026-11-10T04:00:00Z', seen };
  };
  await ws.write('map.yaml', POSTS_MAP);
  const weekly = () => expectCode(inProcess(ws.dir, ['weekly', '--as-of', '2026-11-16'], { env: ENV }), 0);
  await ws.write('notes.jsonl', `${JSON.stringify(post('early', '2026-11-12T04:00:00Z'))}\n`);
  expect((await weekly()).stderr).not.toContain('does not know it yet');
  await ws.write('notes.jsonl', `${JSON.stringify(post('late', '2026-11-16T04:00:00Z'))}\n`);
  expect((await weekly()).stderr).toContain('notes: fetched on 2026-11-16 or later, so this list does not know it yet');
});
