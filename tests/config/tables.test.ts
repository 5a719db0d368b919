import { describe, expect, test } from 'vitest';
import { encodeGb18030 } from '../../jobs/sample/gb18030.ts';
import { loadFiles, mistakes } from './support.ts';

const YAML = 'version: 1\nbrands: { file: brands.csv }\n';
const HEAD = 'id,names,role,category,competitors,products,handles,exclude\n';

describe('brands.csv', () => {
  test('gives the same brands as the same thing written in koc.yaml', async () => {
    const csv = `${HEAD}aurora,欧若拉|Aurora,,skincare,,aurora_serum:欧若拉精华|aurora_serum:Aurora Serum|面霜,weibo:1234567|weibo:aurora_cn|bluesky:did:plc:1,欧若拉号|极光
nova,"诺瓦|Nova, Inc.",tracked,skincare,aurora,,,
`;
    const yaml = `version: 1
brands:
  - id: aurora
    names: [欧若拉, Aurora]
    category: skincare
    products: [{ id: aurora_serum, names: [欧若拉精华, Aurora Serum] }, { id: 面霜, names: [面霜] }]
    handles: { weibo: ["1234567", aurora_cn], bluesky: ["did:plc:1"] }
    exclude: [欧若拉号, 极光]
  - { id: nova, names: [诺瓦, "Nova, Inc."], role: tracked, category: skincare, competitors: [aurora] }
`;
    const fromTable = await loadFiles({ 'koc.yaml': YAML, 'brands.csv': csv });
    const fromYaml = await loadFiles({ 'koc.yaml': yaml });
    expect(fromTable.config.brands).toEqual(fromYaml.config.brands);
  });

  test('needs no column but id; role is own and the id is the name by default', async () => {
    const { config } = await loadFiles({ 'koc.yaml': YAML, 'brands.csv': 'id\naurora\n\n' });
    expect(config.brands).toMatchObject([{ id: 'aurora', names: ['aurora'], role: 'own' }]);
  });

  test.each([
    ['a mark and GB18030 from a spreadsheet', encodeGb18030(`id,names\r\naurora,欧若拉\r\n`)],
    ['UTF-8 with a mark', Buffer.from('\ufeffid,names\naurora,欧若拉\n')],
    ['UTF-16', Buffer.from('\ufeffid,names\naurora,欧若拉\n', 'utf16le')],
  ])('is read as %s', async (_, bytes) => {
    const { config } = await loadFiles({ 'koc.yaml': YAML, 'brands.csv': bytes });
    expect(config.brands[0]?.names).toEqual(['欧若拉']);
  });

  test('tells every mistake with its line, also after a cell with line breaks', async () => {
    const csv = `${HEAD}aurora,"欧若拉
|Aurora",owned,skincare,,,,
Nova!,诺瓦,tracked,skincare,,,weibo,
coman,,,skincare,novva,,,,extra
`;
    expect(await mistakes({ 'koc.yaml': YAML, 'brands.csv': csv })).toEqual(['brands.csv:5 expected 8 cells, got 9']);
    expect(await mistakes({ 'koc.yaml': YAML, 'brands.csv': csv.replace(',extra', '') })).toEqual([
      'brands.csv:2 role: expected one of own, tracked, got "owned"',
      'brands.csv:4 handles: expected platform:account, got "weibo"',
      'brands.csv:4 id: expected name of a-z, 0-9, _ or - (at most 64 characters), got "Nova!"',
    ]);
  });

  test.each([';', '\t'])('that is separated by %j is told in one line', async (sign) => {
    const csv = `id,names,role\naurora,Aurora,own\n`.replaceAll(',', sign);
    expect(await mistakes({ 'koc.yaml': YAML, 'brands.csv': csv })).toEqual([
      `brands.csv:1 cells are separated by ${JSON.stringify(sign)}, expected ","; save it as CSV with commas`,
    ]);
  });

  test('knows its columns', async () => {
    expect(await mistakes({ 'koc.yaml': YAML, 'brands.csv': 'name,rôle\naurora,own\n' })).toEqual([
      'brands.csv:1 column "name": unknown key, did you mean "names"?',
      'brands.csv:1 column "rôle": unknown key, did you mean "role"?',
      'brands.csv:1 column "id": missing',
    ]);
  });

  test('that is empty, torn or absent is told', async () => {
    expect(await mistakes({ 'koc.yaml': YAML, 'brands.csv': 'id\n' })).toEqual([
      'brands.csv:1 expected at least one brand',
    ]);
    expect((await mistakes({ 'koc.yaml': YAML, 'brands.csv': 'id,names\na,"b\n' }))[0]).toContain(
      'not a readable table',
    );
    expect((await mistakes({ 'koc.yaml': YAML }))[0]).toMatch(/^koc\.yaml:2:17 brands\.file: cannot read /u);
  });

  test('and koc.yaml tell their mistakes together', async () => {
    const lines = await mistakes({ 'koc.yaml': `${YAML}timezone: Mars/Phobos\n`, 'brands.csv': 'id,role\na,b\n' });
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['brands.csv:2', 'koc.yaml:3:11']);
  });
});

describe('people.csv', () => {
  const yaml = 'version: 1\nbrands: [{ id: a }]\npeople: { file: people.csv }\n';

  test('gives people with their basis', async () => {
    const csv =
      'platform,id,handle,basis,note\nweibo,123,,consent,signed 2026-10-01\nbluesky,,mina.example,customer,\n';
    const { config } = await loadFiles({ 'koc.yaml': yaml, 'people.csv': csv });
    expect(config.people).toEqual([
      { platform: 'weibo', id: '123', handle: null, basis: 'consent', note: 'signed 2026-10-01' },
      { platform: 'bluesky', id: null, handle: 'mina.example', basis: 'customer', note: null },
    ]);
  });

  test('refuses somebody without a basis or without id and handle', async () => {
    const csv = 'platform,id,handle,basis\nweibo,123,,curiosity\nweibo,,,consent\n';
    expect(await mistakes({ 'koc.yaml': yaml, 'people.csv': csv })).toEqual([
      'people.csv:2 basis: expected one of consent, employee, customer, got "curiosity"',
      'people.csv:3 expected an id or a handle',
    ]);
  });
});
