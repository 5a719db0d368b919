/** A mapping that is wrong says where and what was meant; nothing is imported under a guess. */
import { expect, test } from 'vitest';
import { parseMapping } from '../../collectors/file_import/mapping.ts';
import { loadMapping } from '../../collectors/file_import/mapping_file.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { testWorkspace } from './workspace.ts';

const RIGHT = { platform: { value: 'weibo' }, kind: { value: 'post' }, fields: { id: 'id', text: 'text' } };

async function faultsOf(yaml: string): Promise<string> {
  await using ws = await testWorkspace();
  const path = await ws.file('map.yaml', yaml);
  const error = await loadMapping(path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UsageError);
  return `${(error as UsageError).message} | ${(error as UsageError).hint}`;
}

test('a mistyped field is named with line, column and the field that was meant', async () => {
  const yaml = 'platform: { value: weibo }\nkind: { value: post }\nfields:\n  id: id\n  likez: liked_count\n';
  expect(await faultsOf(yaml)).toMatch(/^map\.yaml:5:3 fields\.likez: unknown key \(did you mean likes\?\)/u);
});

test('a mistyped setting is named with the setting that was meant', async () => {
  const yaml = 'platform: p\nkind: k\ntime_zone: Asia/Shanghai\nfields: { id: id }\n';
  expect(await faultsOf(yaml)).toContain('map.yaml:3:1 time_zone: unknown key (did you mean timezone?)');
});

test('all faults are told at once', async () => {
  const yaml = 'platform: { value: 小红书 }\nkind: { value: memo }\ntimezone: Mars/Base\nfields: { idd: id }\n';
  const said = await faultsOf(yaml);
  for (const part of ['platform.value', 'kind.value', 'timezone', 'idd']) expect(said).toContain(part);
});

test.each([
  ['not YAML', 'platform: {', 'map.yaml:1:12 not valid YAML'],
  ['a list', '- a\n', '(whole file)'],
  [
    'a constant and a column at once',
    'platform: { value: x, column: y }\nkind: k\nfields: { id: i }\n',
    'expected a column name',
  ],
  ['no fields', 'platform: p\nkind: k\nfields: {}\n', 'at least one field'],
  ['a rating without scale', 'platform: p\nkind: k\nfields: { rating: r }\n', 'needs rating_scale'],
  [
    'crossed thresholds',
    'platform: p\nkind: k\npositive_from: 2\nnegative_to: 3\nfields: { rating: r }\n',
    'less than',
  ],
  ['an unknown encoding', 'platform: p\nkind: k\nencoding: utf-42\nfields: { id: i }\n', 'unknown encoding "utf-42"'],
])('%s is refused with its reason', async (_name, yaml, said) => {
  expect(await faultsOf(yaml)).toContain(said);
});

test.each(['', '# nothing yet\n', '---\n'])('an empty file is called empty: %j', async (yaml) => {
  expect(await faultsOf(yaml)).toBe('map.yaml is empty | docs/import.md lists every key of a mapping.');
});

test('a missing file is told with its path', async () => {
  await expect(loadMapping('/nowhere/map.yaml')).rejects.toThrow('cannot read the mapping /nowhere/map.yaml');
});

test('what is not given has the documented default', () => {
  expect(parseMapping(RIGHT)).toEqual({
    ...RIGHT,
    time_unit: 'auto',
    collects: [],
    coverage_basis: 'full',
    max_reject_ratio: 0.05,
    leave_out: [],
    drop: [],
  });
});

test('a mapping survives sealing: read again from JSON it is the same', () => {
  const once = parseMapping({
    ...RIGHT,
    positive_from: 4,
    negative_to: 2,
    fields: { id: 'a.b', rating: { column: 'r' } },
  });
  expect(parseMapping(JSON.parse(JSON.stringify(once)))).toEqual(once);
});
