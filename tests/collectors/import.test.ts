/** What an import promises when the file is good. */

import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { parseMapping } from '../../collectors/file_import/mapping.ts';
import { personalStripper } from '../../collectors/file_import/personal.ts';
import { progressLine } from '../../jobs/pipeline/progress.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import { line, MAP, type TestWorkspace, testWorkspace } from './workspace.ts';

const ROWS = Array.from({ length: 3 }, (_, i) => line(String(i), { text: `换季必备 ${i}, "really" good` }));
const AS_READ = [0, 1, 2].map((i) => ({
  id: String(i),
  authorId: `u${i}`,
  text: `换季必备 ${i}, "really" good`,
  publishedAt: Date.UTC(2026, 10, 1, 8),
}));

async function recordsOf(content: string | Uint8Array, map = MAP) {
  await using ws = await testWorkspace();
  await ws.import(await ws.file('rows.dat', content), await ws.file('map.yaml', map));
  return await ws.records();
}

const table = (delimiter = ',') =>
  [
    ['id', 'author', 'text', 'at', 'likes'],
    ...[0, 1, 2].map((i) => [String(i), `u${i}`, `"换季必备 ${i}, ""really"" good"`, '2026-11-01 16:00', '1']),
  ]
    .map((cells) => `${cells.join(delimiter)}\r\n`)
    .join('');

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

/** 换季必备 in GB18030. */
const GB_WORDS = Buffer.from([0xbb, 0xbb, 0xbc, 0xbe, 0xb1, 0xd8, 0xb1, 0xb8]);
const inGb18030 = (text: string) =>
  Buffer.concat(
    text.split('换季必备').flatMap((part, index) => [...(index === 0 ? [] : [GB_WORDS]), Buffer.from(part, 'latin1')]),
  );

describe('one file says the same in every format and encoding', () => {
  test.each<[string, () => string | Uint8Array]>([
    ['JSON lines', () => ROWS.join('')],
    ['JSON lines without a last line end', () => ROWS.join('').trimEnd()],
    ['JSON lines with BOM', () => `\uFEFF${ROWS.join('')}`],
    ['JSON lines, gzip', () => gzipSync(ROWS.join(''))],
    ['JSON lines, two gzip members', () => Buffer.concat([gzipSync(ROWS[0]!), gzipSync(ROWS.slice(1).join(''))])],
    ['JSON lines, zstd', () => zstdCompressSync(ROWS.join(''))],
    ['JSON lines, three zstd frames', () => Buffer.concat(ROWS.map((row) => zstdCompressSync(row)))],
    ['a JSON array', () => `[\n${ROWS.join(',')}]\n`],
    ['CSV, UTF-8', () => table()],
    ['CSV, UTF-8 with BOM', () => `\uFEFF${table()}`],
    ['CSV, semicolons', () => table(';')],
    ['CSV, tabs, gzip', () => gzipSync(table('\t'))],
    ['CSV, GB18030', () => inGb18030(table())],
    ['CSV, GB18030, zstd', () => zstdCompressSync(inGb18030(table()))],
    ['CSV, UTF-16 LE with BOM', () => utf16(`\uFEFF${table()}`, false)],
    ['CSV, UTF-16 BE with BOM', () => utf16(`\uFEFF${table()}`, true)],
    ['CSV, UTF-16 LE without BOM', () => utf16(table(), false)],
    ['CSV, UTF-16 BE without BOM', () => utf16(table(), true)],
  ])('%s', async (_name, content) => {
    expect(await recordsOf(content())).toMatchObject(AS_READ);
  });

  test('XLSX, with a title above the header and dates as dates', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Export',
          rows: [
            ['Monthly export', null, null, null, null],
            ['id', 'author', 'text', 'at', 'likes'],
            ...[0, 1, 2].map((i) => [
              i,
              `u${i}`,
              `换季必备 ${i}, "really" good`,
              new Date(Date.UTC(2026, 10, 1, 16)),
              1,
            ]),
          ],
        },
      ],
    });
    expect(await recordsOf(bytes)).toMatchObject(AS_READ);
  });

  test('Parquet, with 64-bit ids, NaN and nested columns', async () => {
    await using ws = await testWorkspace();
    const file = join(ws.dir, "it's.parquet");
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `copy (select 1729384756102938475 + i as id, {'name': 'u' || i} as author, '换季必备' as text, 'nan'::double as likes,
        timestamp '2026-11-01 16:00:00' as at from range(3) r(i) order by i) to '${file.replaceAll("'", "''")}' (format parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    await ws.import(file, await ws.file('map.yaml', MAP.replace('author,', 'author.name,')));
    expect(await ws.records()).toMatchObject(
      [0, 1, 2].map((i) => ({
        id: `172938475610293847${5 + i}`,
        authorId: `u${i}`,
        publishedAt: Date.UTC(2026, 10, 1, 8),
      })),
    );
    expect((await ws.rows()).flatMap(({ counts }) => counts)).toEqual([]);
  });
});

test('an encoding that cannot be told is read under the name that the mapping gives', async () => {
  const big5 = Buffer.concat([
    Buffer.from('id,author,text,at,likes\n1,a,'),
    Buffer.from([0xa4, 0xa4, 0xa4, 0xe5]),
    Buffer.from(',2026-01-01,1\n'),
  ]);
  expect(await recordsOf(big5, `${MAP}encoding: big5\n`)).toMatchObject([{ text: '中文' }]);
});

test('whole numbers beyond 2^53 keep all their digits', async () => {
  const rows = await recordsOf('{"id":1729384756102938475,"author":900719925474099123,"text":"x","at":null}\n');
  expect(rows).toMatchObject([{ id: '1729384756102938475', authorId: '900719925474099123' }]);
});

test('a JSON array whose texts hold brackets and commas is read element by element', async () => {
  const texts = ['a],[{"b', '\\"]', '{', 'x"y'];
  const rows = await recordsOf(
    JSON.stringify(texts.map((text, i) => ({ id: String(i), author: null, text, at: null }))),
  );
  expect(rows.map(({ text }) => text)).toEqual(texts);
});

describe('the same file twice changes nothing', () => {
  async function twice(step: (ws: TestWorkspace) => Promise<void>, again: string) {
    await using ws = await testWorkspace();
    const map = await ws.file('map.yaml', MAP);
    const first = await ws.import(await ws.file('a.jsonl', ROWS.join('')), map);
    await step(ws);
    const second = await ws.import(join(ws.dir, again), map);
    return { first, second, entries: ws.raw.entries().length };
  }

  test('not even under another name', async () => {
    const { first, second, entries } = await twice(
      async (ws) => void (await ws.file('b.jsonl', ROWS.join(''))),
      'b.jsonl',
    );
    expect(second).toEqual({ unchanged: true, run: 'run' in first ? first.run : '' });
    expect(entries).toBe(1);
  });

  test('another mapping, another source or another byte is another import', async () => {
    await using ws = await testWorkspace();
    const file = await ws.file('a.jsonl', ROWS.join(''));
    const map = await ws.file('map.yaml', MAP);
    await ws.import(file, map);
    await ws.import(file, map, { sourceId: 'other' });
    await ws.import(file, await ws.file('map2.yaml', MAP.replace('post', 'review')));
    await ws.import(await ws.file('a.jsonl', `${ROWS.join('')}\n`), map);
    expect(ws.raw.entries()).toHaveLength(4);
  });
});

test('a row without id has the id of its words, so that new counts are the same record', async () => {
  const map = MAP.replace('id: id, ', '');
  const [first, recounted, edited] = await recordsOf(
    line('1') + line('2', { author: 'u1', text: 'text 1', likes: 99 }) + line('3', { author: 'u1' }),
    map,
  );
  expect(first!.id).toMatch(/^[0-9a-f]{32}$/u);
  expect(recounted!.id).toBe(first!.id);
  expect(edited!.id).not.toBe(first!.id);
});

test('a record that names itself as what it answers, or 0, answers nothing', async () => {
  const map = MAP.replace('text: text', 'text: text, parent_id: parent, root_id: root');
  const rows = await recordsOf(line('5', { parent: '5', root: '4' }) + line('6', { parent: 0, root: '6' }), map);
  expect(rows.map(({ parentId, rootId }) => [parentId, rootId])).toEqual([
    [null, '4'],
    [null, null],
  ]);
});

test('masked and missing authors are nobody, and nobody has no profile', async () => {
  await using ws = await testWorkspace();
  const map = MAP.replace('author_id: author', 'author_id: author, author_name: author, followers: likes');
  const masked = ['a***b', '匿名用户', '', null, '0'].map((author, i) => line(String(i), { author }));
  await ws.import(await ws.file('rows.jsonl', masked.join('') + line('9')), await ws.file('map.yaml', map));
  const rows = await ws.rows();
  expect(rows.map(({ records }) => records[0]!.authorId)).toEqual([null, null, null, null, null, 'u9']);
  expect(rows.flatMap(({ authors }) => authors.map(({ id, followers }) => [id, followers?.value]))).toEqual([
    ['u9', 1],
  ]);
});

test('people who asked to be forgotten are not imported again, and are counted', async () => {
  await using ws = await testWorkspace();
  const entry = await ws.import(await ws.file('rows.jsonl', ROWS.join('')), await ws.file('map.yaml', MAP), {
    forgotten: ['weibo:u1'],
  });
  expect(entry).toMatchObject({ counts: { got: 3, sealed: 2, forgotten: 1 } });
});

test('two clocks: a mapped moment is observed, none is assumed, and neither date is the moment of import', async () => {
  const map = MAP.replace('published_at: at', 'published_at: at, observed_at: seen');
  const rows = await recordsOf(line('0', { seen: '2026-11-05' }) + line('1') + line('2', { at: null }), map);
  expect(
    rows.map(({ observedAt, observedBasis, publishedAt }) => [
      new Date(observedAt).toISOString(),
      observedBasis,
      publishedAt !== null,
    ]),
  ).toEqual([
    ['2026-11-04T16:00:00.000Z', 'observed', true],
    ['2026-11-01T08:00:00.000Z', 'assumed', true],
    ['2026-11-16T07:00:00.000Z', 'observed', false],
  ]);
});

test('a naive time is of the mapping’s zone, else of the workspace’s, and stays so when the lake is made again', async () => {
  await using ws = await testWorkspace();
  const map = await ws.file('map.yaml', MAP.replace('timezone: Asia/Shanghai\n', ''));
  await ws.import(await ws.file('rows.jsonl', line('0', { at: '2026-11-01 12:00' })), map, {
    timezone: 'America/Lima',
  });
  expect((await ws.records())[0]!.publishedAt).toBe(Date.UTC(2026, 10, 1, 17));
});

describe('ratings', () => {
  const map = (more: string) =>
    `platform: { value: shop }\nkind: { value: review }\n${more}\nfields: { id: id, rating: r, rating_scale: { value: 5 } }\n`;
  const signs = async (ratings: unknown[], more = '') =>
    (await recordsOf(ratings.map((r, i) => `${JSON.stringify({ id: String(i), r })}\n`).join(''), map(more))).map(
      ({ ratingSign }) => ratingSign,
    );

  test('80 % of the scale praises, 40 % complains, both inclusive; no rating is no sign', async () => {
    expect(await signs([5, 4, 3.9, 3, 2.1, 2, 1, null, '4.0', '5星', '2/5'])).toEqual([
      1,
      1,
      0,
      0,
      0,
      -1,
      -1,
      null,
      1,
      1,
      -1,
    ]);
  });

  test('the mapping’s thresholds are inclusive and in the rating’s own units', async () => {
    expect(await signs([5, 4.5, 4, 3, 2], 'positive_from: 4.5\nnegative_to: 3')).toEqual([1, 1, 0, -1, -1]);
  });

  test('a rating beyond its scale is a reject', async () => {
    await using ws = await testWorkspace();
    await ws.import(
      await ws.file('r.jsonl', '{"id":"1","r":7}\n{"id":"2","r":-1}\n'),
      await ws.file('m.yaml', map('max_reject_ratio: 1')),
    );
    expect((await ws.rejects()).map(({ reason }) => reason)).toEqual(Array(2).fill('the rating lies outside 0 to 5'));
  });
});

test('personal columns that nothing reads are not sealed; a row without any keeps its own bytes', async () => {
  await using ws = await testWorkspace();
  const plain = '{"id":"1",  "author":"u1","text":"x","at":null,"extra":{"kept":[1, 2]}}';
  const personal = {
    id: '2',
    author: 'u2',
    at: null,
    gender: 'f',
    user: { name: 'N', avatar_url: 'x', Birth_Date: 'y' },
    list: [{ email: 'z', n: 1 }],
  };
  await ws.import(
    await ws.file('rows.jsonl', `${plain}\n${JSON.stringify(personal)}\n`),
    await ws.file('map.yaml', MAP),
  );
  const payloads: unknown[] = [];
  for (const { ref } of ws.raw.segments()) {
    for await (const batch of (await readSegment(ws.raw.dir, ref)).batches)
      payloads.push(...batch.map(({ payload }) => payload));
  }
  expect(payloads).toEqual([
    JSON.parse(plain),
    { id: '2', author: 'u2', at: null, user: { name: 'N' }, list: [{ n: 1 }] },
  ]);
});

test('a personal column that the mapping names is kept', () => {
  const strip = personalStripper(
    parseMapping({ platform: 'p', kind: 'k', fields: { author_contact: 'user.email', region: 'location' } }),
  );
  expect(strip({ user: { email: 'a', phone: 'b' }, location: 'c', address: 'd' })).toEqual({
    user: { email: 'a' },
    location: 'c',
  });
});

test('an address of e-mail is dropped whatever its column is called, also where a name should stand', () => {
  const strip = personalStripper(
    parseMapping({ platform: 'p', kind: 'k', fields: { author_name: 'by', text: 'body', author_id: 'login' } }),
  );
  const row = {
    by: 'ann@example.org',
    login: 'ann@example.org',
    body: 'ann@example.org',
    reply_to: ' mailto:bo@mail.example.org',
    'Billing E-Mail': 'see above',
    客户邮箱地址: 'x',
    contact_phone: '1',
    收货人手机号: '2',
    other: { address_list: 'cy@example.org', said: 'write to cy@example.org' },
  };
  expect(strip(row)).toEqual({
    login: 'ann@example.org',
    body: 'ann@example.org',
    other: { said: 'write to cy@example.org' },
  });
});

test('what people write about themselves is dropped wherever their account stands, what they say of a product is not', () => {
  const strip = personalStripper(parseMapping({ platform: 'p', kind: 'k', fields: { text: 'text' } }));
  const account = { id: 1, description: 'mother of two' };
  expect(
    strip({
      description: 'of the kettle',
      product: { description: 'of the kettle' },
      core: { user_results: { result: { legacy: account } } },
      quoted: { author: account },
    }),
  ).toEqual({
    description: 'of the kettle',
    product: { description: 'of the kettle' },
    core: { user_results: { result: { legacy: { id: 1 } } } },
    quoted: { author: { id: 1 } },
  });
});

test.each(['7.57E+18', '7,57E+18', '5.27609E+15'])(
  'an id that a spreadsheet has rounded to %s is refused, not shared',
  async (id) => {
    await using ws = await testWorkspace();
    await ws.import(
      await ws.file('rows.csv', `id,author,text,at,likes\n1,"${id}",a,,\n"${id}",2,b,,\n3,3,c,,\n`),
      await ws.file('map.yaml', MAP),
      { maxRejectRatio: 1 },
    );
    expect((await ws.records()).map((row) => row.id)).toEqual(['3']);
    expect((await ws.rejects()).map(({ field, reason }) => [field, reason])).toEqual([
      ['author_id', expect.stringContaining('rounded')],
      ['id', expect.stringContaining('rounded')],
    ]);
  },
);

test('a column named like a method of every object is a column', async () => {
  const map = MAP.replace('text: text', 'text: constructor, title: toString');
  const rows = await recordsOf('{"id":"1","at":null,"constructor":"said"}\n{"id":"2","at":null}\n', map);
  expect(rows.map(({ text, title }) => [text, title])).toEqual([
    ['said', null],
    [null, null],
  ]);
});

test('whatever words are imported come back from raw as they were', async () => {
  await using ws = await testWorkspace();
  const map = await ws.file('map.yaml', MAP);
  const words = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), { numRuns: 400, seed: 7 });
  const said = words.filter((text) => text.trim() !== '' && text.isWellFormed() && !text.includes('\0'));
  await ws.import(await ws.file('w.jsonl', said.map((text, i) => line(String(i), { text })).join('')), map);
  expect((await ws.records()).map(({ text }) => text)).toEqual(said);
});

test('progress says records, rate, share, time left and rejects', () => {
  const at = { startedAt: 0, at: 8000, records: 250_000, rejected: 3, readBytes: 25, totalBytes: 100 };
  expect(progressLine(at)).toBe('█████░░░░░░░░░░░░░░░ 25 %  250,000 records  31,250/s  24 s left  3 rejected');
  expect(progressLine({ ...at, totalBytes: null, rejected: 0 })).toBe('250,000 records  31,250/s');
});
