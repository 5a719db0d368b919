/** What every site that is seen through a browser promises. A new one needs no test of its own for these, only fixtures. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isHostOf, NO_ADDRESS } from '../../../collectors/browsing/address.ts';
import { bodyOf } from '../../../collectors/browsing/bodies.ts';
import { jsonIn } from '../../../collectors/browsing/json_in.ts';
import { readAnswer } from '../../../collectors/browsing/match.ts';
import { readSaved } from '../../../collectors/browsing/saved_read.ts';
import type { Shape, SiteSource } from '../../../collectors/browsing/site.ts';
import { siteOptions } from '../../../collectors/browsing/site_options.ts';
import { siteReader } from '../../../collectors/browsing/site_reader.ts';
import type { Received } from '../../../warehouse/contracts/browse.ts';
import { KocError } from '../../../warehouse/contracts/errors.ts';
import type { Query } from '../../../warehouse/contracts/live.ts';
import { slug } from '../../../warehouse/contracts/raw.ts';
import { canonicalAuthor, canonicalCounts, canonicalRecord } from '../../../warehouse/contracts/rows.ts';
import { type ReceivedLine, type SiteUnderTest, sitesUnderTest } from './fixture.ts';
import { dice, ODD, pathsIn, valueAt, withAt } from './mutate.ts';
import { look, rowSet, rowsOf } from './rows.ts';

const sites = (await sitesUnderTest()).map((one) => [one.name, one] as const);

const QUERIES: readonly Query[] = [
  { kind: 'keyword', words: '白茶 & co', brandId: 'tea' },
  { kind: 'author', authorId: '12345', handle: null },
  { kind: 'author', authorId: null, handle: 'someone' },
  { kind: 'post', postId: '12345', publishedAt: null },
  { kind: 'mention_feed', brandId: null },
];

describe.each(sites)('%s', (_name, { site, collector, fixtures, refused }: SiteUnderTest) => {
  const options = siteOptions.parse({});
  const lines = fixtures.flatMap((fixture) => fixture.lines);
  const shapesBy = new Map(site.shapes.map((shape) => [shape.name, shape]));
  /** Completes what came before it: alone, or in another order, it says less. */
  const isAlone = ({ shapes }: ReceivedLine) => shapes.every((name) => (shapesBy.get(name)?.read.length ?? 0) < 3);

  test('declares hosts, shapes, refusals, addresses and what is done with whom, and nothing of it contradicts itself', () => {
    const { meta, shapes, refusals, hosts, session } = site;
    expect(['browser', 'export']).toContain(meta.access.via);
    expect(meta.access.via === 'browser').toBe(meta.pace !== null);
    expect(collector.meta.name).toBe(meta.name);
    expect(hosts[0]).not.toMatch(/\*/u);
    expect(new Set(shapes.map(({ name }) => name)).size).toBe(shapes.length);
    for (const { name, sees, keeps } of shapes) {
      expect(slug.safeParse(name).success).toBe(true);
      expect(sees).not.toBe('');
      expect(keeps.filter((parameter) => /token|sign|bogus|csrf|session|cookie|fp$|^x-/iu.test(parameter))).toEqual([]);
    }
    for (const { sign, todo } of refusals) expect([sign, todo.endsWith('.')]).toEqual([sign, true]);
    expect(new Set(refusals.map(({ sign }) => sign)).size).toBe(refusals.length);
    const places = [session?.url, ...QUERIES.map((query) => site.address(query, options))];
    const itineraries = QUERIES.flatMap((query) => site.drive?.(query, options, null) ?? []);
    for (const place of [...places, ...itineraries.map(({ url }) => url)]) {
      if (place !== undefined && place !== null)
        expect([place, isHostOf(hosts, new URL(place).host)]).toEqual([place, true]);
    }
    for (const { expects } of itineraries) for (const name of expects) expect([...shapesBy.keys()]).toContain(name);
    expect(itineraries.length > 0).toBe(site.drive !== undefined);
    if (site.drive !== undefined) expect(site.dailyBudget).toBeGreaterThan(0);
    if (meta.pace !== null) expect(session).not.toBeNull();
  });

  test('every shape and every refusal has a fixture', () => {
    const shown = new Set(lines.flatMap(({ shapes }) => shapes));
    expect(site.shapes.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
    const said = new Set(refused.map(({ sign }) => sign));
    expect(site.refusals.map(({ sign }) => sign).filter((sign) => !said.has(sign))).toEqual([]);
  });

  test('each refusal is told by its sign and its outcome, and nothing of it is read', () => {
    for (const { sign, outcome, received } of refused) {
      const answer = readAnswer(site, site.hosts, received);
      const told = answer.kind === 'refusal' ? [answer.refusal.sign, answer.refusal.outcome] : answer.kind;
      expect([received.url, told]).toEqual([received.url, [sign, outcome]]);
    }
  });

  describe.each(fixtures.map((one) => [one.name, one] as const))('fixture %s', (_case, fixture) => {
    const answers = fixture.lines.map(({ received }) => received);

    test('each answer is read as the shape that it names, whole', () => {
      for (const [index, answer] of look(site, answers).answers.entries()) {
        const where = `line ${index + 1}`;
        const { shapes } = fixture.lines[index]!;
        if (answer.kind !== 'seen') expect([where, answer]).toEqual([where, shapes]);
        else {
          expect([where, answer.drifts.map(({ record: _, ...drift }) => drift)]).toEqual([where, []]);
          expect([where, answer.readings.map(({ shape }) => shape.name)]).toEqual([where, shapes]);
          expect([where, answer.readings.flatMap(({ rejected }) => rejected)]).toEqual([where, []]);
        }
      }
    });

    test('records have kinds that are declared, ids of their own, and canonical rows, those of rows.json', async () => {
      const { records } = look(site, answers);
      expect(records).not.toEqual([]);
      for (const { kind } of records) expect(site.meta.kinds).toContain(kind);
      const ids = records.map(({ platform, kind, id, payloadJson }) => `${platform}:${kind}:${id}:${payloadJson}`);
      expect(new Set(ids).size).toBe(ids.length);
      const rows = rowsOf(site, records);
      for (const [index, one] of rows.entries()) {
        if ('skip' in one) continue;
        const { platform, kind, id } = records[index]!;
        for (const row of one.records) {
          canonicalRecord.parse(row);
          expect([row.platform, row.kind, row.id]).toEqual([platform, kind, id]);
        }
        for (const row of one.authors) canonicalAuthor.parse(row);
        for (const row of one.counts) canonicalCounts.parse(row);
      }
      await expect(`${JSON.stringify(rows, null, 1)}\n`).toMatchFileSnapshot(join(fixture.dir, 'rows.json'));
    });

    test('the order in which answers come changes no row', () => {
      const alone = fixture.lines.filter(isAlone).map(({ received }) => received);
      const set = (order: readonly Received[]) => rowSet(rowsOf(site, look(site, order).records));
      const once = set(alone);
      expect(set(alone.toReversed())).toEqual(once);
      const roll = dice(alone.length);
      const shuffled = alone.map((one) => ({ one, at: roll() })).toSorted((a, b) => a.at - b.at);
      expect(set(shuffled.map(({ one }) => one))).toEqual(once);
    });

    test('no token, signature, cookie or dropped field of a person is sealed, also of what is not understood', () => {
      const dropped = Object.entries(site.meta.personal).flatMap(([field, { keep }]) => (keep ? [] : [field]));
      for (const declared of [site, deaf(site)]) {
        const { records } = look(
          declared,
          answers.map((answer) => withSecrets(answer, dropped)),
        );
        // A saved body that nothing takes is no change of the layout: it may be anything.
        if (declared === site) expect(records).not.toEqual([]);
        for (const record of records) {
          expect(JSON.stringify(record)).not.toContain(SECRET);
          const paths = namesIn(JSON.parse(record.payloadJson), '');
          for (const field of dropped) expect(paths.filter((path) => path.endsWith(`.${field}`))).toEqual([]);
        }
      }
    });

    test('what was not understood gives the same rows as soon as the schema takes it', () => {
      for (const { received } of fixture.lines.filter(isAlone)) {
        const plain = look(site, [received]);
        const drifted = look(deaf(site), [received]);
        if (received.url === NO_ADDRESS) continue;
        expect(drifted.records.map(({ kind }) => kind)).toEqual(drifted.records.map(() => 'event'));
        expect(drifted.records).not.toEqual([]);
        expect(silent(rowSet(rowsOf(site, drifted.records)))).toEqual(silent(rowSet(rowsOf(site, plain.records))));
      }
    });

    test('whatever breaks in an answer, it is read, rejected or told as a change of the layout', () => {
      const roll = dice(fixture.lines.length);
      for (const line of fixture.lines.filter(isAlone)) {
        const whole = look(site, [line.received]).records.length;
        for (const broken of brokenOf(line, shapesBy, roll))
          check(site, `${line.shapes.join()} ${broken.where}`, broken, whole);
      }
    });
  });
});

const SECRET = '5ecretValue';

/** The answer with secrets wherever a browser keeps them, and with every field that is to be dropped in every object. */
function withSecrets(received: Received, dropped: readonly string[]): Received {
  const url = received.url === NO_ADDRESS ? received.url : secretly(received.url);
  const headers = { ...received.headers, cookie: `a=${SECRET}`, 'set-cookie': `b=${SECRET}`, 'x-s': SECRET };
  const body = received.isDocument ? undefined : jsonIn(received.text);
  const names = [...dropped.filter((field) => !field.includes('.')), 'xsec_token', 'msToken'];
  const text = body === undefined ? received.text : JSON.stringify(laden(body, names));
  return { ...received, url, headers, text, pageUrl: url };
}

function laden(value: unknown, names: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => laden(item, names));
  const inner = Object.entries(value).map(([name, item]) => [name, laden(item, names)] as const);
  const more = names.filter((name) => !Object.hasOwn(value, name)).map((name) => [name, SECRET] as const);
  return Object.fromEntries([...inner, ...more]);
}

function secretly(address: string): string {
  const url = new URL(address);
  for (const name of ['xsec_token', 'msToken', 'a_bogus', 'X-Bogus', 'w_rid', '_signature', 'verifyFp', 'sign']) {
    url.searchParams.set(name, SECRET);
  }
  url.hash = SECRET;
  return url.href;
}

/** Whether words about themselves named a contact is told before they are dropped; of what was not understood they are gone. */
function silent(rows: readonly string[]): string[] {
  return [...new Set(rows.map((row) => row.replace(/"hasContact":(?:true|false)/u, '"hasContact":null')))].sort();
}

/** The site as it would be if none of its schemas fitted any more. */
function deaf(site: SiteSource): SiteSource {
  return { ...site, shapes: site.shapes.map((shape) => ({ ...shape, body: z.never() as never })) };
}

/** Dotted paths of all fields; positions in lists do not count. */
function namesIn(value: unknown, above: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => namesIn(item, above));
  return Object.entries(value).flatMap(([name, inner]) => [`${above}.${name}`, ...namesIn(inner, `${above}.${name}`)]);
}

interface Broken {
  readonly received: Received;
  readonly where: string;
  /** Whether a list or an object became something else: what stood in it cannot be passed over in silence. */
  readonly isHollow: boolean;
}

/** Breakages of one answer that are tried. */
const TRIED = 24;

function* brokenOf(
  { shapes, received }: ReceivedLine,
  by: ReadonlyMap<string, Shape>,
  roll: () => number,
): Generator<Broken> {
  const { part } = by.get(shapes[0]!)!;
  const body = bodyOf(part, received);
  if ('why' in body) throw new Error(`${received.url}: ${body.why}`);
  if (typeof body.value === 'string') {
    for (let i = 0; i < TRIED / 3; i++) {
      const at = Math.floor(roll() * received.text.length);
      const text = i % 2 === 0 ? received.text.slice(0, at) : received.text.slice(0, at) + received.text.slice(at + 9);
      yield { received: { ...received, text }, where: `cut at ${at}`, isHollow: false };
    }
    return;
  }
  const paths = pathsIn(body.value);
  for (let i = 0; i < TRIED; i++) {
    const path = paths[Math.floor(roll() * paths.length)];
    if (path === undefined) return;
    const odd = ODD[Math.floor(roll() * ODD.length)];
    const before = valueAt(body.value, path);
    const json = JSON.stringify(withAt(body.value, path, odd));
    const isHollow = typeof before === 'object' && before !== null && (odd === 7 || odd === 'x');
    const text = part === 'json' ? json : pageOf(part, json, received.text);
    yield {
      received: { ...received, text },
      where: `${path.join('.')} = ${JSON.stringify(odd)?.slice(0, 40)}`,
      isHollow,
    };
  }
}

/** The page with another state. */
function pageOf(part: Shape['part'], json: string, page: string): string {
  if (part === 'json-ld') return `<html><script type="application/ld+json">${json}</script></html>`;
  const { state } = part as { readonly state: string };
  const safe = json.replaceAll('<', '\\u003c');
  const title = /<title>[\s\S]*?<\/title>/u.exec(page)?.[0] ?? '';
  const script = /^\w+$/u.test(state)
    ? `<script>window.${state}=${safe}</script>`
    : `<script id="${state}" type="application/json">${safe}</script>`;
  return `<html><head>${title}</head><body>${script}</body></html>`;
}

/** `whole`: records of the answer as it was. */
function check(site: SiteSource, told: string, { received, isHollow }: Broken, whole: number): void {
  const reader = siteReader(site, site.hosts);
  const answer = readSaved(reader, received);
  const records = reader.seal(answer, received.at);
  if (answer.kind === 'seen') {
    const said = answer.readings.length + answer.drifts.length;
    expect([told, said > 0]).toEqual([told, true]);
    const excused = answer.drifts.length + answer.readings.reduce((sum, { rejected }) => sum + rejected.length, 0);
    if (isHollow && records.length < whole) expect([told, excused > 0]).toEqual([told, true]);
  } else if (received.url !== NO_ADDRESS) {
    expect([told, answer.kind]).toEqual([told, 'refusal']);
  }
  for (const record of records) {
    try {
      for (const one of rowsOf(site, [record])) {
        if ('skip' in one) continue;
        for (const row of one.records) canonicalRecord.parse(row);
        for (const row of one.authors) canonicalAuthor.parse(row);
        for (const row of one.counts) canonicalCounts.parse(row);
      }
    } catch (error) {
      if (!(error instanceof KocError)) throw new Error(`${told}: ${String(error)}`, { cause: error });
    }
  }
}
