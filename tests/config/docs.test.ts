import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type Shape, shapeOf } from '../../jobs/config/expected.ts';
import { configFile } from '../../jobs/config/schema.ts';

/** `publish.keep_runs`, `schedules.*.cron`, `brands[].id`: every key that may be written. */
function keysOf(shape: Shape, prefix = ''): string[] {
  const inner = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap((one) => keysOf(one, prefix));
  const own = Object.entries(shape.properties ?? {}).flatMap(([name, part]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    return [path, ...keysOf(part, path)];
  });
  const items = shape.items === undefined ? [] : keysOf(shape.items, `${prefix}[]`);
  const isOpen = typeof shape.additionalProperties === 'object' && shape.additionalProperties.type !== 'array';
  const entries = isOpen ? keysOf(shape.additionalProperties as Shape, `${prefix}.*`) : [];
  return [...new Set([...inner, ...own, ...items, ...entries])];
}

test('docs/config.md explains every key that koc.yaml may have, and no other', async () => {
  const text = await readFile(new URL('../../docs/config.md', import.meta.url), 'utf8');
  const table = text.slice(text.indexOf('## Keys'), text.indexOf('## brands.csv'));
  const told = [...table.matchAll(/^\| (`[^|]*) \|/gmu)].flatMap((row) => {
    const names = [...row[1]!.matchAll(/`([^`]+)`/gu)].map((match) => match[1]!);
    const parent = names[0]!.slice(0, names[0]!.lastIndexOf('.') + 1);
    return names.map((name, at) => (at === 0 ? name : parent + name));
  });
  const groups = [
    'brands.file',
    'people.file',
    'scoring',
    'publish',
    'publish.identity',
    'publish.notify',
    'workbook',
    'sentiment',
    'sentiment.calibration',
    'sentiment.lexicon',
    'keywords',
    'desk',
    'retention',
    'worklist',
    'platforms',
    'categories',
    'sources[].pace',
    'sources[].automation',
    'sources[].backfill',
    'brands[].products[].id',
    'brands[].products[].names',
  ];
  const known = keysOf(shapeOf(configFile)).filter((key) => !groups.includes(key));
  expect(told.filter((key) => !known.includes(key))).toEqual([]);
  expect(known.filter((key) => !told.includes(key))).toEqual([]);
});
