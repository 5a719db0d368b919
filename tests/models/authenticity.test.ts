/** Promises about what shows only between accounts: copied texts, rings, co-engagement. Lakes here are too large for YAML. */
import { describe, expect, test } from 'vitest';
import type { GivenRow } from './defaults.ts';
import { runModels } from './harness.ts';

const BRANDS: readonly GivenRow[] = [{ brand_id: 'aurora' }, { brand_id: 'nova', role: 'tracked' }];
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** A sketch of text `seed` of which the first hash of each of `changed` bands is another one. */
function sketch(seed: number, changed = 0): GivenRow {
  const hash = (i: number) => (i % 4 === 0 && i / 4 < changed ? 999 : (seed * 37 + i * 11) % 900);
  const hashes = times(32, (i) => [`h${String(i).padStart(2, '0')}`, hash(i)] as const);
  const bands = times(
    8,
    (b) => [`b${b}`, times(4, (i) => hash(4 * b + i)).reduce((key, h) => key * 1000 + h, 0)] as const,
  );
  return Object.fromEntries([...hashes, ...bands]);
}

interface Said {
  readonly author: string;
  readonly text: GivenRow;
  readonly basis?: string;
}

/** One mention a text, in the given order. */
const saying = (said: readonly Said[]) => ({
  ref_brands: [...BRANDS],
  lake_posts: said.map(({ author }, i): GivenRow => ({ post_key: `p${i}`, author_key: author })),
  lake_mentions: said.map(
    ({ basis }, i): GivenRow => ({ post_key: `p${i}`, brand_id: 'aurora', basis: basis ?? 'text' }),
  ),
  lake_text_similarity: said.map(({ text }, i): GivenRow => ({ post_key: `p${i}`, version_key: 'v1', ...text })),
});

/** Accounts with the flag, in order. */
async function flagged(given: Record<string, GivenRow[]>, flag: string): Promise<string[]> {
  const { int_author_authenticity: rows = [] } = await runModels(given, ['int_author_authenticity']);
  return rows.filter((row) => row[`is_${flag}`] === true).map((row) => String(row['author_key']));
}

describe('copied text', () => {
  test('the same text under two accounts flags both, and neither a third nor one that repeats itself', async () => {
    const given = saying([
      { author: 'a', text: sketch(1) },
      { author: 'b', text: sketch(1) },
      { author: 'c', text: sketch(2) },
      { author: 'c', text: sketch(2) },
    ]);
    expect(await flagged(given, 'copied_text')).toEqual(['a', 'b']);
    const { int_author_authenticity: rows = [] } = await runModels(given, ['int_author_authenticity']);
    expect(rows[0]).toMatchObject({ authenticity_label: 'suspect', copied_share: 1 });
    expect(rows[0]!['auth']).toBeCloseTo(1 / (1 + Math.exp(0.5)), 9);
  });

  test.each([
    [6, ['a', 'b']],
    [7, []],
  ])('texts that differ in %i of 32 minhashes give %j', async (changed, authors) => {
    const given = saying([
      { author: 'a', text: sketch(1) },
      { author: 'b', text: sketch(1, changed) },
    ]);
    expect(await flagged(given, 'copied_text')).toEqual(authors);
  });

  test('a fifth of the mentions is still allowed, and short answers do not thin copies out', async () => {
    const own = (author: string, count: number) => times(count, (i) => ({ author, text: sketch(10 + 20 * i) }));
    const copies = (author: string, count: number) => times(count, (i) => ({ author, text: sketch(500 + i) }));
    const given = saying([...copies('x', 3), ...own('a', 8), ...copies('a', 2), ...own('b', 7), ...copies('b', 3)]);
    // Texts of a and b are their own: b's differ from a's.
    given.lake_text_similarity = given.lake_text_similarity.map((row, i) =>
      i >= 13 && i < 20 ? { ...row, ...sketch(3 + 20 * i) } : row,
    );
    expect(await flagged(given, 'copied_text')).toEqual(['b', 'x']);
    given.lake_posts.push(
      { post_key: 'root', author_key: 'y', node_key: 'root' },
      ...times(30, (i) => ({ post_key: `s${i}`, author_key: 'b', kind: 'comment', root_node_key: 'root' })),
    );
    given.lake_mentions.push({ post_key: 'root', brand_id: 'aurora', basis: 'text' });
    expect(await flagged(given, 'copied_text')).toEqual(['b', 'x']);
  });

  test('what more than 200 accounts write counts where the words name the brand, not where a platform filled it in', async () => {
    const crowd = (basis: string) => saying(times(201, (i) => ({ author: `a${i}`, text: sketch(1), basis })));
    expect(await flagged(crowd('text'), 'copied_text')).toHaveLength(201);
    expect(await flagged(crowd('field'), 'copied_text')).toEqual([]);
    const few = saying(times(200, (i) => ({ author: `a${i}`, text: sketch(1), basis: 'field' })));
    expect(await flagged(few, 'copied_text')).toHaveLength(200);
  });
});

/** Posts of `names` about aurora, and an answer of the first to the second of each pair. */
function answering(names: readonly string[], pairs: readonly (readonly [string, string])[], praise = 0.9) {
  return {
    ref_brands: [...BRANDS],
    lake_posts: [
      ...names.map((name): GivenRow => ({ post_key: name, author_key: name, node_key: name })),
      ...pairs.map(
        ([from, to]): GivenRow => ({
          post_key: `${from}-${to}`,
          author_key: from,
          kind: 'comment',
          parent_node_key: to,
        }),
      ),
    ],
    lake_mentions: names.map((name): GivenRow => ({ post_key: name, brand_id: 'aurora', positive_p: praise })),
  };
}
const everyPair = (names: readonly string[]) =>
  names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));

describe('ring', () => {
  const five = times(5, (i) => `r${i}`);

  test('five who praise a brand and answer each other are a ring', async () => {
    expect(await flagged(answering(five, everyPair(five)), 'ring')).toEqual(five);
  });

  test('four are none, nor who answers without being answered, nor who does not praise', async () => {
    const four = five.slice(1);
    expect(await flagged(answering(four, everyPair(four)), 'ring')).toEqual([]);
    const oneWay = everyPair(five).filter(([from, to]) => from < to);
    expect(await flagged(answering(five, oneWay), 'ring')).toEqual([]);
    expect(await flagged(answering(five, everyPair(five), 0.2), 'ring')).toEqual([]);
  });

  test('somebody with many partners who do not know each other is none', async () => {
    const star = five.slice(1).flatMap((name) => [['r0', name] as const, [name, 'r0'] as const]);
    expect(await flagged(answering(five, star), 'ring')).toEqual([]);
  });

  test.each([
    [4, ['r0']],
    [3, []],
  ])('with %i of 6 pairs of partners linked, %j have a ring', async (linked, authors) => {
    const spokes = five.slice(1).map((name) => ['r0', name] as const);
    const rim = everyPair(five.slice(1)).filter(([from, to]) => from < to);
    const oneWay = [...spokes, ...rim.slice(0, linked)];
    const bothWays = oneWay.flatMap(([from, to]) => [[from, to] as const, [to, from] as const]);
    expect((await flagged(answering(five, bothWays), 'ring')).slice(0, 1)).toEqual(authors);
  });

  test('a ring of more members than are compared is still one', async () => {
    const many = times(60, (i) => `r${String(i).padStart(2, '0')}`);
    expect(await flagged(answering(many, everyPair(many)), 'ring')).toEqual(many);
  });
});

describe('co-engagement', () => {
  /** Each of `count` accounts answers each of three posts, on the day that `dayOf` says. */
  const meeting = (count: number, dayOf: (post: number, account: number) => number = () => 20_760) => {
    const posts = ['x', 'y', 'z'];
    return {
      ref_brands: [...BRANDS],
      lake_posts: [
        ...posts.map((name): GivenRow => ({ post_key: name, author_key: `${name}_author`, node_key: name })),
        ...posts.flatMap((name, p) =>
          times(
            count,
            (i): GivenRow => ({
              post_key: `${name}${i}`,
              author_key: `a${String(i).padStart(2, '0')}`,
              kind: 'comment',
              root_node_key: name,
              day_no: dayOf(p, i),
            }),
          ),
        ),
      ],
      lake_mentions: posts.map((name): GivenRow => ({ post_key: name, brand_id: 'aurora' })),
    };
  };

  test('eleven who meet at three posts within 7 days are flagged, ten are not', async () => {
    expect(await flagged(meeting(11), 'co_engaged')).toHaveLength(11);
    expect(await flagged(meeting(10), 'co_engaged')).toEqual([]);
  });

  test('who comes 8 days later does not meet', async () => {
    const late = (day: number) => meeting(11, (post, account) => (post === 2 && account === 0 ? day : 20_760));
    expect(await flagged(late(20_767), 'co_engaged')).toHaveLength(11);
    expect(await flagged(late(20_768), 'co_engaged')).toEqual([]);
  });

  test('crowds of more than 200 say nothing', async () => {
    expect(await flagged(meeting(201), 'co_engaged')).toEqual([]);
  });
});

test('a count that is 0 on each of 50 posts is never shown, on 49 it is 0', async () => {
  const lake = (count: number) => ({
    ref_brands: [...BRANDS],
    lake_posts: times(count + 1, (i): GivenRow => ({ post_key: `p${i}`, author_key: `a${i}` })),
    lake_observations: times(
      count + 1,
      (i): GivenRow => ({ post_key: `p${i}`, likes_count: 5, shares_count: i === 0 ? null : 0 }),
    ),
  });
  const measured = async (count: number) =>
    (await runModels(lake(count), ['int_post_engagement']))['int_post_engagement']?.length;
  expect(await measured(49)).toBe(50);
  expect(await measured(48)).toBe(48);
});

test('evidence names records, and other accounts only where they are candidates themselves', async () => {
  const given = saying([
    { author: 'a', text: sketch(1) },
    { author: 'b', text: sketch(1) },
    { author: 'c', text: sketch(2) },
    { author: 'd', text: sketch(2) },
  ]);
  const { authenticity_evidence: rows = [] } = await runModels(
    {
      ...given,
      lake_mentions: given.lake_mentions.map((row, i) => ({ ...row, positive_p: i === 3 ? 0.1 : 0.9 })),
      lake_decisions: ['a', 'b', 'c'].map((subject_key) => ({
        type: 'authenticity_override',
        subject_key,
        value: 'trusted',
      })),
    },
    ['authenticity_evidence'],
  );
  const shown = rows.map((row) => [row['author_key'], row['flag'], row['post_key'], row['partner_author_key']]);
  expect(shown).toEqual([
    ['a', 'copied_text', 'p0', 'b'],
    ['b', 'copied_text', 'p1', 'a'],
    ['c', 'copied_text', 'p2', null],
  ]);
});
