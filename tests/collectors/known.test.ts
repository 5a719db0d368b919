/** Other tools' exports are recognised by what stands in them, wholly or not at all, and mean the same however they are written. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvRecords } from '../../collectors/file_import/formats/csv_records.ts';
import { leftAside } from '../../collectors/file_import/recognise/explain.ts';
import { type Known, knownShapes, readKnown } from '../../collectors/file_import/recognise/known.ts';
import { knownMarkdown } from '../../collectors/file_import/recognise/known_page.ts';
import { folded } from '../../collectors/file_import/recognise/names.ts';
import { recognise, recogniseFile } from '../../collectors/file_import/recognise/recognise.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import {
  bytesOf,
  EXPORT_FIXTURES,
  hasShared,
  importUnnamed,
  rowsFile,
  SHARED,
  workbook,
  workbookOf,
} from './exports.ts';
import { type TestWorkspace, testWorkspace } from './workspace.ts';

const shapes = await knownShapes();

test('every known shape has an export in tests/fixtures/exports', () => {
  expect([...new Set(EXPORT_FIXTURES.map(({ shape }) => shape))].sort()).toEqual(shapes.map(({ name }) => name).sort());
});

test('docs/known-exports.md is made from the known shapes (vitest -u rewrites it)', async () => {
  await expect(knownMarkdown(shapes)).toMatchFileSnapshot('../../docs/known-exports.md');
});

describe.each(EXPORT_FIXTURES)('$shape, $file', (fixture) => {
  test('is recognised and gives the rows that stand beside it, none rejected', async () => {
    await using ws = await testWorkspace();
    const { entry, rows } = await importUnnamed(ws, await bytesOf(fixture));
    expect(entry.asked['recognised']).toBe(fixture.shape);
    expect(entry.counts.rejected).toBe(0);
    await expect(`${JSON.stringify(rows, null, 2)}\n`).toMatchFileSnapshot(rowsFile(fixture));
    // No address, birthday, bio, order number or likeness of a person.
    const sealed = await sealedText(ws);
    expect(sealed).not.toMatch(/example\.com|192\.0\.2\.|爱喝茶|1990-01-01|"(?:avatar|profile_pic)/u);
    expect(sealed).not.toMatch(/订单|Mozilla|xsec_token":|"(?:发布)?工具"|iPhone/u);
  });
});

async function sealedText(ws: TestWorkspace): Promise<string> {
  let text = '';
  for (const { ref } of ws.raw.segments()) {
    const { batches } = await readSegment(ws.raw.dir, ref);
    for await (const batch of batches) text += batch.map(({ payload }) => JSON.stringify(payload)).join('\n');
  }
  return text;
}

/** A table of texts; null for files that are none. */
async function tableOf(fixture: (typeof EXPORT_FIXTURES)[number]): Promise<string[][] | null> {
  const text = Buffer.from(await bytesOf(fixture))
    .toString('utf8')
    .replace(/^\uFEFF/u, '');
  if (fixture.file.endsWith('.jsonl')) {
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    return [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  }
  if (!fixture.file.endsWith('.csv') || fixture.shape === 'yotpo') return null;
  return new CsvRecords(',').push(text, true).map(({ cells }) => [...cells]);
}

const quoted = (cell: string, isAlways: boolean) =>
  isAlways || /[",\n\r]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const csvText = (table: readonly (readonly string[])[], eol: string, isQuoted = false) =>
  table.map((row) => `${row.map((cell) => quoted(cell, isQuoted)).join(',')}${eol}`).join('');

/** Rows without what an extra column of a row without an id would change. */
const TABLES = (await Promise.all(EXPORT_FIXTURES.map(async (one) => ({ ...one, table: await tableOf(one) })))).filter(
  (one) => one.table !== null,
);

/** As another program would write the table: columns in this order, perhaps one more, a byte order mark, other line ends. */
interface Writing {
  readonly order: readonly number[];
  readonly hasExtra: boolean;
  readonly hasBom: boolean;
  readonly eol: string;
  readonly isQuoted: boolean;
}

function written(table: readonly (readonly string[])[], { order, hasExtra, hasBom, eol, isQuoted }: Writing): string {
  const rows = table.map((row, line) => {
    const cells = order.map((column) => row[column] ?? '');
    return hasExtra ? [...cells, line === 0 ? '备注 remark' : `a "note",\nof ${line}`] : cells;
  });
  return `${hasBom ? '\uFEFF' : ''}${csvText(rows, eol, isQuoted)}`;
}

async function readAs(text: string | Uint8Array) {
  await using ws = await testWorkspace();
  const { entry, rows } = await importUnnamed(ws, text);
  return { recognised: entry.asked['recognised'], rejected: entry.counts.rejected, rows };
}

const placesIn = (row: readonly string[]) => row.map((_, column) => column);

describe.each(TABLES)('$shape, $file as a table', ({ shape, table }) => {
  test('turned around, with a further column, BOM, CRLF and quotes it says the same', async () => {
    const plain = await readAs(csvText(table!, '\n'));
    expect(plain).toMatchObject({ recognised: shape, rejected: 0 });
    const order = placesIn(table![0]!).reverse();
    const other = { order, hasExtra: true, hasBom: true, eol: '\r\n', isQuoted: true };
    expect(await readAs(written(table!, other))).toEqual(plain);
  });

  test('without one of its columns it is not recognised at all', () => {
    const { signature } = shapes.find(({ name }) => name === shape)!;
    for (const group of signature.columns) {
      const meant = [group].flat().map(folded);
      const kept = placesIn(table![0]!).filter(
        (at) => !meant.includes(folded(table![0]![at]!).replace(/\(.*\)$/u, '')),
      );
      const names = kept.map((at) => table![0]![at]!);
      const rows = table!.slice(1).map((row) => Object.fromEntries(kept.map((at) => [table![0]![at]!, row[at]!])));
      const found = recognise(
        { format: 'csv', views: [{ names, rows, sheet: 1 }], document: undefined },
        'export.dat',
        shapes,
      );
      expect('mapping' in found ? `without ${meant.join('|')} it is ${found.known.name}` : null).toBeNull();
    }
  });
});

const SOME = TABLES.filter(({ shape }) => /^(?:mediacrawler-xhs-contents|judgeme|weibo-search)$/u.test(shape));

test('any order of columns, BOM, line ends and quotes say the same', async () => {
  for (const { table } of SOME) {
    const plain = await readAs(csvText(table!, '\n'));
    const places = placesIn(table![0]!);
    const writing = fc.record({
      order: fc.shuffledSubarray(places, { minLength: places.length }),
      hasExtra: fc.boolean(),
      hasBom: fc.boolean(),
      eol: fc.constantFrom('\n', '\r\n'),
      isQuoted: fc.boolean(),
    });
    const same = fc.asyncProperty(writing, async (how) => {
      expect(await readAs(written(table!, how))).toEqual(plain);
    });
    await fc.assert(same, { numRuns: 3, seed: 7 });
  }
});

test.each(SOME)('$shape, $file in a workbook below a title is recognised as well', async ({ shape, table }) => {
  const found = await readAs(await workbook([['导出时间 2025-11-13'], [], ...table!]));
  expect(found).toMatchObject({ recognised: shape, rejected: 0 });
});

test('GB18030 changes nothing', async () => {
  // 微博id 微博正文 原始图片url 发布时间 点赞数 转发数 评论数 / 好
  const head = 'zqKyqWlk,zqKyqdX9zsQ=,1K3KvM28xqx1cmw=,t6KyvMqxvOQ=,tePU3sr9,16q3osr9,xsDC28r9'.split(',');
  const bytes = Buffer.concat([
    ...head.flatMap((word, index) => [Buffer.from(index === 0 ? '' : ','), Buffer.from(word, 'base64')]),
    Buffer.from('\r\nQ1abi,'),
    Buffer.from('usPTw6GjusO6w6Gj', 'base64'),
    Buffer.from(',,2025-11-13 08:00,12,3,1\r\n'),
  ]);
  await using ws = await testWorkspace();
  const { entry, rows } = await importUnnamed(ws, bytes);
  expect(entry.asked).toMatchObject({ recognised: 'weibospider-csv', encoding: 'gb18030' });
  expect(rows[0]?.records[0]).toMatchObject({ id: 'Q1abi', text: '好用。好好。' });
});

test('a file is never recognised by its name', async () => {
  await using ws = await testWorkspace();
  const file = await ws.file('xhs_search_contents_2026-11-01.csv', 'note_id,title,when\n1,a,2026-11-01\n');
  expect('mapping' in (await recogniseFile(file))).toBe(false);
});

describe('where several shapes fit', () => {
  const shapeOf = (name: string, file: string): Known =>
    readKnown(
      name,
      `recognise: { tool: ${name}, what: rows, columns: [id, body], file: '${file}' }\nplatform: { value: web }\nkind: { value: post }\nfields: { id: id, text: body }`,
    );
  const seen = {
    format: 'jsonl',
    views: [{ names: null, rows: [{ id: 1, body: 'x' }], sheet: 1 }],
    document: undefined,
  } as const;
  const two = [shapeOf('one', 'posts'), shapeOf('two', 'comments')];

  test('the name of the file decides', () => {
    expect(recognise(seen, 'a_comments.jsonl', two)).toMatchObject({ known: { name: 'two' } });
  });

  test('and where it does not, nothing is recognised and all are told', () => {
    expect(recognise(seen, 'a.jsonl', two)).toMatchObject({ fitting: [{ name: 'one' }, { name: 'two' }] });
  });
});

test('the missing column of an almost right file is told', async () => {
  await using ws = await testWorkspace();
  const found = await recogniseFile(
    await ws.file('a.csv', 'title,body,rating,review_date,curated,product_handle\na,b,5,2026-01-01,ok,c\n'),
  );
  expect(found).toMatchObject({ near: [{ known: { name: 'judgeme' }, missing: ['reviewer_name'] }] });
});

test('a row of another shape among JSON lines keeps the file from being recognised', async () => {
  await using ws = await testWorkspace();
  const fixture = EXPORT_FIXTURES.find(({ shape }) => shape === 'mediacrawler-xhs-comments')!;
  const lines = Buffer.from(await bytesOf(fixture)).toString('utf8');
  const found = await recogniseFile(await ws.file('mixed.jsonl', `${lines}{"comment_id":"9","content":"x"}\n`));
  expect('mapping' in found).toBe(false);
});

test('a search word of the collecting tool never becomes a brand', () => {
  for (const { mapping } of shapes) {
    expect(JSON.stringify(mapping.fields.brand ?? null)).toBe('null');
  }
});

describe('exports that others made (needs the shared data)', () => {
  const bodies = [
    ['weibo/mediacrawler_export_notes.json', 'mediacrawler-wb-contents'],
    ['weibo/mediacrawler_export_comments.json', 'mediacrawler-wb-comments'],
    ['xiaohongshu/mediacrawler_export_notes.json', 'mediacrawler-xhs-contents'],
    ['xiaohongshu/mediacrawler_export_comments.json', 'mediacrawler-xhs-comments'],
  ] as const;
  test.skipIf(!hasShared('payloads')).each(bodies)(
    '%s imports without a reject (skipped without the shared data)',
    async (body, shape) => {
      await using ws = await testWorkspace();
      const entry = await ws.import(join(SHARED, 'payloads', body));
      expect(entry).toMatchObject({ outcome: 'ok', asked: { recognised: shape }, counts: { rejected: 0 } });
      const records = await ws.records();
      expect(records.length).toBeGreaterThan(5);
      for (const { authorId, publishedAt, observedAt, observedBasis } of records) {
        expect(authorId).not.toBeNull();
        expect(observedBasis).toBe('observed');
        expect(publishedAt).toBeLessThan(observedAt);
      }
    },
  );
});

test('tweets that cannot be seen do not hide those that can', async () => {
  await using ws = await testWorkspace();
  const item = (id: number, data: object) =>
    JSON.stringify({ nav_index: '1:0:0', item_id: id, timestamp_collected: 1794470400000, data });
  const legacy = {
    full_text: 'It is quiet',
    created_at: 'Thu Nov 12 08:00:00 +0000 2026',
    user_id_str: '77',
    id_str: '1',
  };
  const { entry, rows } = await importUnnamed(
    ws,
    [
      item(1, { rest_id: '1', legacy }),
      item(2, { __typename: 'TweetTombstone', tombstone: {}, id: null }),
      item(3, { __typename: 'TweetWithVisibilityResults', tweet: { legacy }, id: null }),
    ].join('\n'),
  );
  expect(entry.asked).toMatchObject({ recognised: 'zeeschuimer-twitter', left_out: 2 });
  expect(rows.map(({ records }) => records[0]?.id)).toEqual(['1']);
});

describe('workbooks', () => {
  const HEAD = ['视频标题', '视频链接', '达人昵称', '抖音号', '点赞数', '发布时间'];
  const video = (id: number) => [
    '烧水壶',
    `https://www.douyin.com/video/75712345678901234${id}`,
    '阿茶',
    'tea',
    '1.2w',
    '2026-11-12 08:00:00',
  ];
  const NOTE = ['note_id', 'type', 'title', 'desc', 'time', 'user_id', 'liked_count', 'collected_count'];

  test('a known export is found on whichever sheet it stands, and other sheets with rows are told of', async () => {
    await using ws = await testWorkspace();
    const bytes = await workbookOf([['读我'], ['请勿外传']], [HEAD, video(10)], [HEAD, video(11)], []);
    const found = await recogniseFile(await ws.file('a.xlsx', bytes));
    if (!('mapping' in found)) throw new Error('not recognised');
    expect([found.mapping.sheet, found.unread]).toEqual([2, [1, 3]]);
    expect(leftAside(found)).toContain('Only sheet 2 is read; sheets 1, 3 hold rows too');
    const { rows } = await importUnnamed(ws, bytes);
    expect(rows.map(({ records }) => records[0]?.id)).toEqual(['7571234567890123410']);
  });

  test('a workbook of several known exports says by which names each is had', async () => {
    await using ws = await testWorkspace();
    const note = ['697b30670000000022031a98', 'normal', '壶', '好用', 1762992000000, 'u1', '1', '2'];
    const file = await ws.file('a.xlsx', await workbookOf([HEAD, video(10)], [NOTE, note]));
    const found = await recogniseFile(file);
    if ('mapping' in found) throw new Error('only one was found');
    expect(found.fitting.map(({ name }) => name)).toEqual(['listening-douyin', 'mediacrawler-xhs-contents']);
    await ws.import(file, undefined, { as: 'mediacrawler-xhs-contents' });
    expect((await ws.records()).map(({ text }) => text)).toEqual(['好用']);
  });

  test('a count that stands under several groups is the post’s, not the account’s', async () => {
    await using ws = await testWorkspace();
    const groups = ['视频信息', null, '达人信息', null, null, '视频数据', null];
    const head = ['视频标题', '视频链接', '达人昵称', '抖音号', '点赞数', '点赞数', '发布时间'];
    const [title, link, name, number, likes, at] = video(10);
    const bytes = await workbookOf([groups, head, [title!, link!, name!, number!, '99w', likes!, at!]]);
    const { rows } = await importUnnamed(ws, bytes);
    expect(rows[0]?.counts[0]?.likes?.value).toBe(12_000);
  });
});
