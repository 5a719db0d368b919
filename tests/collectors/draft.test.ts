/** What is not recognised gets a draft to finish: guesses that heads and values agree on, nothing imported before a person has looked. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadMapping } from '../../collectors/file_import/mapping_file.ts';
import { draftMapping } from '../../collectors/file_import/recognise/draft.ts';
import { peek } from '../../collectors/file_import/recognise/peek.ts';
import { recogniseFile } from '../../collectors/file_import/recognise/recognise.ts';
import { draftFor } from '../../jobs/pipeline/draft_map.ts';
import { workbook, workbookOf } from './exports.ts';
import { testWorkspace } from './workspace.ts';

const ENGLISH =
  'Ref,Posted,Reviewer,Stars,Comment,Helpful likes,Page link\n7,2026-11-01,Ann,4,It boils fast,3,https://www.reddit.com/r/x\n';
const CHINESE =
  '编号,顾客评价,发布日期,点赞数(万),链接\n1,这个壶很安静,2026-11-01,1.2,https://www.xiaohongshu.com/explore/1\n';

async function draftOf(content: string | Uint8Array) {
  await using ws = await testWorkspace();
  return draftMapping(
    await peek(await ws.file('a.dat', content)),
    'a.dat',
    'koc import a.dat --source a --map a.map.yaml',
  );
}

/** A draft as somebody leaves it who agrees with every guess. */
const settled = (draft: string) => draft.replaceAll(/^.*# \?$/gmu, '').replaceAll(/ # \? .*$/gmu, '');

test('heads and values in English become guesses, each marked', async () => {
  const draft = await draftOf(ENGLISH);
  for (const guess of [
    'published_at: Posted',
    'author_name: Reviewer',
    'rating: Stars',
    'text: Comment',
    'url: Page link',
  ]) {
    expect(draft).toMatch(new RegExp(`^ {2}${guess} # \\? `, 'mu'));
  }
  expect(draft).toMatch(/^platform: \{ value: reddit \} # \? guessed/mu);
  expect(draft).toMatch(/^kind: \{ value: review \} # \?/mu);
});

test('Chinese heads are commented in both languages', async () => {
  const draft = await draftOf(CHINESE);
  expect(draft).toContain('text: 顾客评价 # ?');
  expect(draft).toContain('likes: 点赞数(万) # ?');
  expect(draft).toContain('根据链接猜测');
  expect(await draftOf(ENGLISH)).not.toMatch(/起草|平台|确认/u);
});

test('a head whose values say otherwise is not guessed', async () => {
  expect(await draftOf('id,date,text\n1,see below,hello there\n')).not.toContain('published_at: date');
});

test('the values of the file do not stand in the draft', async () => {
  expect(await draftOf(ENGLISH)).not.toMatch(/Ann|boils/u);
});

test('objects are drafted by their paths', async () => {
  const draft = await draftOf('{"post":{"id":"1","body":"words of somebody"},"user":{"nickname":"a"}}\n');
  expect(draft).toContain('text: post.body # ?');
  expect(draft).toContain('author_name: user.nickname # ?');
});

test('the header of a workbook is found below its title', async () => {
  const draft = await draftOf(
    await workbook([['Export'], ['Ref', 'Comment', 'Posted'], ['1', 'It is quiet', '2026-11-01']]),
  );
  expect(draft).toContain('text: Comment # ?');
});

test('a draft is refused while a line is open, and imports once all are settled', async () => {
  await using ws = await testWorkspace();
  const file = await ws.file('导出.csv', CHINESE);
  const { name, next, isNew } = await draftFor(file, await peek(file), ws.dir);
  expect([name, isNew]).toEqual(['导出.map.yaml', true]);
  expect(next).toBe("koc import '导出.csv' --source my_export --map '导出.map.yaml'");
  await expect(loadMapping(join(ws.dir, name))).rejects.toThrow(/导出\.map\.yaml:4 \d+ lines are still open/u);
  const map = await ws.file('done.yaml', settled(await readFile(join(ws.dir, name), 'utf8')));
  await ws.import(file, map);
  expect(await ws.records()).toMatchObject([{ id: '1', text: '这个壶很安静', platform: 'xiaohongshu' }]);
  expect((await ws.rows())[0]?.counts[0]?.likes).toEqual({ value: 12_000, granularity: 1000, isFloor: false });
});

test('the command at the top of a draft finds the file from where the draft is, under the name of the source that was given', async () => {
  await using ws = await testWorkspace();
  await mkdir(join(ws.dir, 'my exports'));
  const file = await ws.file('my exports/November.csv', ENGLISH);
  const { name, next } = await draftFor(file, await peek(file), ws.dir, 'shop');
  expect(next).toBe("koc import 'my exports/November.csv' --source shop --map November.map.yaml");
  expect(await readFile(join(ws.dir, name), 'utf8')).toContain(`\n#   ${next}\n`);
});

test.each(['', '\n\n', '[]', '{}'])('of a file that is empty (%j) there is nothing to draft', async (content) => {
  await using ws = await testWorkspace();
  await expect(recogniseFile(await ws.file('a.csv', content))).rejects.toThrow('a.csv is empty');
});

test("the id of a note is the row's own where the row has no other, and what it answers where it has", async () => {
  const note = await draftOf('note_id,title,liked_count\nn1,a,3\n');
  expect(note).toContain('  id: note_id # ?');
  expect(note).toMatch(/^kind: \{ value: post \}/mu);
  const comment = await draftOf('comment_id,note_id,content\nc1,n1,a\n');
  expect(comment).toContain('  root_id: note_id # ?');
  expect(comment).toMatch(/^kind: \{ value: comment \}/mu);
});

test('a head that speaks of comments over counts is no text', async () => {
  const draft = await draftOf('作品,账号名称,评论数,点赞数\n壶,阿茶,20,1.2w\n');
  expect(draft).toContain('replies: 评论数 # ?');
  expect(draft).not.toContain('text: 评论数');
  expect(draft).toContain('author_name: 账号名称 # ?');
});

test('of a workbook the sheet with the table is drafted', async () => {
  const draft = await draftOf(
    await workbookOf(
      [['Read me']],
      [
        ['Ref', 'Comment', 'Posted'],
        ['1', 'It is quiet', '2026-11-01'],
      ],
    ),
  );
  expect(draft).toContain('sheet: 2 # ?');
  expect(draft).toContain('text: Comment # ?');
});

test('a column with values goes before an empty one of the same meaning', async () => {
  const draft = await draftOf('video_url,note_url,text\n,https://www.xiaohongshu.com/explore/1,hello\n');
  expect(draft).toContain('url: note_url # ?');
});

test('a draft that is there is never overwritten', async () => {
  await using ws = await testWorkspace();
  const file = await ws.file('a.csv', ENGLISH);
  await ws.file('a.map.yaml', 'mine');
  expect((await draftFor(file, await peek(file), ws.dir)).isNew).toBe(false);
  expect(await readFile(join(ws.dir, 'a.map.yaml'), 'utf8')).toBe('mine');
});
