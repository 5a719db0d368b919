/** The encoding of a file is told or asked for, never guessed into nonsense. */
import { describe, expect, test } from 'vitest';
import { guessEncoding } from '../../collectors/file_import/formats/encoding.ts';
import { line, MAP, testWorkspace } from './workspace.ts';

const bytes = (...codes: number[]) => Buffer.from(codes);
/** 中文說明 in Big5; 我喜欢这款面霜 in GB18030; こんにちは in Shift_JIS. */
const BIG5 = bytes(0xa4, 0xa4, 0xa4, 0xe5, 0xbb, 0xa1, 0xa9, 0xfa);
const GB = bytes(0xce, 0xd2, 0xcf, 0xb2, 0xbb, 0xb6, 0xd5, 0xe2, 0xbf, 0xee, 0xc3, 0xe6, 0xcb, 0xaa);
const SJIS = bytes(0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd);
const many = (words: Buffer, times = 200) =>
  Buffer.concat(Array.from({ length: times }, () => Buffer.concat([words, Buffer.from(',\n')])));

test.each<[string, Buffer, string | null]>([
  ['ASCII', Buffer.from('id,text\n1,plain\n'), 'utf-8'],
  ['UTF-8', Buffer.from('编号,正文\n1,你好 👋\n'), 'utf-8'],
  ['UTF-8 with BOM', Buffer.from('\uFEFFid\n'), 'utf-8'],
  ['GB18030', many(GB), 'gb18030'],
  ['UTF-16 LE without a mark', Buffer.from('id,正文\n1,你好\n'.repeat(9), 'utf16le'), 'utf-16le'],
  ['Shift_JIS', many(SJIS), null],
  ['Western letters of one byte', many(Buffer.from('Très bonne crème, déjà rachetée à Nîmes, señor', 'latin1')), null],
  ['Big5', many(BIG5), null],
])('%s', (_name, content, encoding) => {
  expect(guessEncoding(content).encoding).toBe(encoding);
});

describe('a sample may end inside a character', () => {
  test.each([1, 2, 3])('%i bytes before its end', (cut) => {
    const emoji = Buffer.from('好用 👋'.repeat(50));
    expect(guessEncoding(emoji.subarray(0, emoji.length - cut))).toEqual({ encoding: 'utf-8', isDirty: false });
    const gb = many(GB).subarray(0, -2 - cut);
    expect(guessEncoding(gb).encoding).toBe('gb18030');
  });
});

test('U+FFFD that the file itself holds is no damage', () => {
  expect(guessEncoding(Buffer.from('a\uFFFDb 好'))).toEqual({ encoding: 'utf-8', isDirty: false });
});

test('a few broken bytes in a UTF-8 file cost a character each, and a warning says so', async () => {
  await using ws = await testWorkspace();
  const broken = Buffer.concat([
    Buffer.from(Array.from({ length: 60 }, (_, i) => line(String(i), { text: '换季必备' })).join('')),
    Buffer.from('{"id":"60","text":"cut '),
    bytes(0xf0, 0x9f, 0x91),
    Buffer.from('","at":null}\n'),
  ]);
  const entry = await ws.import(await ws.file('rows.jsonl', broken), await ws.file('map.yaml', MAP));
  expect(entry).toMatchObject({ counts: { sealed: 61, rejected: 0 } });
  expect((await ws.records()).at(-1)?.text).toBe('cut \uFFFD');
  expect(ws.warnings.join()).toMatch(/no characters of this encoding/u);
});
