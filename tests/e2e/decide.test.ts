/** What `koc decide` takes, keeps and refuses, and that the next published week obeys it. */
import { expect, test } from 'vitest';
import { expectCode, inProcess } from '../cli/support.ts';
import { POSTS_MAP, testWorkspace } from '../support/workspace.ts';

const KOC = `version: 1
brands:
  - { id: aurora, role: own, category: skincare, names: [欧若拉] }
  - { id: nova, role: own, category: skincare, names: [诺瓦] }
  - { id: coman, role: tracked, category: skincare, names: [蔻曼] }
`;
const ENV = { KOC_PSEUDONYM_KEY: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' };
const DAYS = ['2026-10-12', '2026-10-20', '2026-10-28', '2026-11-05'];

interface Explained {
  readonly candidate?: { readonly brandId: string };
  readonly left_out?: { readonly brandId: string; readonly class: string };
}

/** Two people who like both brands, each with four posts. */
async function market() {
  const ws = await testWorkspace(KOC);
  const rows = ['ann', 'ben'].flatMap((author) =>
    DAYS.map((day, i) => ({
      id: `${author}${i}`,
      kind: 'post',
      author,
      name: author.toUpperCase(),
      text: `${i % 2 === 0 ? '欧若拉' : '诺瓦'}真的好用，回购了`,
      at: `${day}T08:00:00Z`,
      link: `https://blog.example/${author}/${i}`,
    })),
  );
  await ws.importRows('notes', rows, POSTS_MAP);
  const koc = (args: readonly string[], code = 0) => expectCode(inProcess(ws.dir, args, { env: ENV }), code);
  const json = async (...args: string[]) => JSON.parse((await koc([...args, '--json'])).stdout);
  const publish = () => koc(['publish', '--as-of', '2026-11-16', '-q']);
  /** Class of the account by own brand, as published. */
  const classes = async (author: string) => {
    const rows: Explained[] = await json('explain', `weibo:${author}`);
    return Object.fromEntries(
      rows.map((row) =>
        row.left_out ? [row.left_out.brandId, row.left_out.class] : [row.candidate?.brandId, 'candidate'],
      ),
    );
  };
  return { ws, koc, json, publish, classes };
}

test('a class decided for one brand holds there from the next publish on, with who and why, until it is withdrawn', async () => {
  const { ws, koc, json, publish, classes } = await market();
  await using _ = ws;
  const class_ = ['decide', 'weibo:ann', 'class_override'];
  const given = [...class_, 'kol', '--brand', 'nova', '--reason', 'signed with an agency', '--by', 'LM'];
  expect((await koc(given)).stdout).toMatch(/^decided: class_override kol for nova, [0-9a-f]{32}\n$/u);
  expect(await json(...given)).toMatchObject({ is_new: false });
  const [standing, ...more] = await json('decide');
  expect(more).toEqual([]);
  expect(standing).toMatchObject({ value: 'kol', brand_id: 'nova', by: 'LM', reason: 'signed with an agency' });
  await publish();
  expect(await classes('ann')).toEqual({ aurora: 'candidate', nova: 'kol' });
  expect((await koc(['explain', 'weibo:ann', '--brand', 'nova'])).stdout).toContain('人工将类别定为「KOL」');

  await koc([...class_, 'none', '--brand', 'nova']);
  expect(await json('decide')).toEqual([]);
  await publish();
  expect(await classes('ann')).toEqual({ aurora: 'candidate', nova: 'candidate' });
});

test('doubts, refusals and readings of posts are decided alike, and obeyed', async () => {
  const { ws, koc, json, publish } = await market();
  await using _ = ws;
  await koc(['decide', 'BEN', 'opt_out']);
  await koc(['decide', 'weibo:ann', 'authenticity_override', 'suspect', '--reason', 'same words as a shop']);
  await koc(['decide', 'https://blog.example/ann/0', 'label_override', 'irrelevant', '--brand', 'aurora']);
  await koc(['decide', 'weibo:post:ann1', 'ugc_state', 'approved']);
  await publish();
  // The one opted out, the other suspect: nobody is left, and no file names either.
  for (const author of ['ann', 'ben']) await koc(['explain', `weibo:${author}`], 2);
  const counts = "select authors_count, suspect_count from authenticity_counts where brand_id = 'aurora'";
  expect(await json('query', counts)).toEqual([{ authors_count: '1', suspect_count: '1' }]);
  // Of four posts about aurora two are of the one who opted out, and one does not mean the brand.
  const evidence = 'select count(*) as n from koc_candidates';
  expect(await json('query', evidence)).toEqual([{ n: '0' }]);
  expect((await json('decide')).map((one: { type: string }) => one.type)).toEqual([
    'opt_out',
    'authenticity_override',
    'label_override',
    'ugc_state',
  ]);
});

test('an account that is not here yet can refuse in advance, and nothing else can be decided about it', async () => {
  const { ws, koc } = await market();
  await using _ = ws;
  await koc(['decide', 'weibo:later', 'opt_out']);
  expect((await koc(['decide', 'wiebo:later', 'opt_out'], 2)).stderr).toContain('Did you mean weibo?');
  const typo = await koc(['decide', 'weibo:anne', 'class_override', 'kol', '--reason', 'x'], 2);
  expect(typo.stderr).toContain('nobody here is called');
});

const WRONG: readonly (readonly [readonly string[], string])[] = [
  [['weibo:ann', 'class_overide', 'kol'], 'Did you mean class_override?'],
  [['weibo:ann', 'class_override', 'influencer', '--reason', 'x'], 'One of: consumer, kol'],
  [['weibo:ann', 'class_override', '--reason', 'x'], 'needs a value'],
  [['weibo:ann', 'class_override', 'kol'], 'needs a reason'],
  [['weibo:ann', 'class_override', 'kol', '--reason', ' '], 'needs a reason'],
  [['weibo:ann', 'class_override', 'kol', '--reason', 'x', '--brand', 'aurra'], 'Did you mean aurora?'],
  [['weibo:ann', 'authenticity_override', 'trusted', '--reason', 'x', '--brand', 'aurora'], 'holds for all brands'],
  [['weibo:ann', 'opt_out', 'yes'], 'takes no value'],
  [['weibo:ann', 'opt_out', 'none'], 'needs a reason'],
  [['weibo:ann', 'verdict', 'confirmed'], 'is about one brand'],
  [['weibo:ann', 'last_contact', '2999-01-01', '--brand', 'aurora'], 'lies in the future'],
  [['weibo:ann', 'work_owner', 'x'.repeat(81), '--brand', 'aurora'], 'at most 80 characters'],
  [['weibo:post:ann1', 'ugc_state', 'hidden'], 'reason_code'],
  [['weibo:post:ann1', 'ugc_state', 'granted'], 'scope'],
  [['weibo:ann'], 'what is decided about it?'],
  [['weibo:post:nothing', 'ugc_state', 'approved'], 'no post here'],
  [['--undo', '3f9a1c07'], 'there is no decision 3f9a1c07'],
];

test('what is no decision ends with 2, says what is wrong and keeps nothing', async () => {
  const { ws, koc, json } = await market();
  await using _ = ws;
  for (const [args, says] of WRONG) expect((await koc(['decide', ...args], 2)).stderr, args.join(' ')).toContain(says);
  expect(await json('decide', '--log')).toEqual([]);
});

test('people are confirmed, joined, spoken for and taken back by the command, with terms where they are needed', async () => {
  const { ws, koc, json, publish, classes } = await market();
  await using _ = ws;
  expect(await json('decide', 'weibo:ann', 'same_person', 'BEN')).toMatchObject({ type: 'same_person', is_new: true });
  expect(await json('decide', 'weibo:ben', 'same_person', 'ANN')).toMatchObject({ is_new: false });
  await koc(['decide', 'weibo:ann', 'same_person', 'none']);
  const post = ['decide', 'https://blog.example/ann/2', 'ugc_state'];
  for (const state of ['approved', 'asked']) await koc([...post, state, '--brand', 'aurora']);
  const terms = ['scope=organic', 'channels=xiaohongshu', 'from=2026-11-01', 'until=2026-11-14', 'evidence=mail 12'];
  await koc([...post, 'granted', '--brand', 'aurora', ...terms.flatMap((term) => ['--with', term])]);
  const out = await json('decide', 'weibo:ben', 'opt_out');
  expect((await koc(['decide', '--undo', out.id.slice(0, 8)], 2)).stderr).toContain('needs a reason');
  await koc(['decide', '--undo', out.id.slice(0, 8), '--reason', 'asked us to go on', '--by', 'LM']);
  await koc(['decide', 'weibo:ann', 'verdict', 'rejected', '--brand', 'nova']);
  await publish();
  expect(await classes('ben')).toEqual({ aurora: 'candidate', nova: 'candidate' });
  expect((await classes('ann'))['nova']).not.toBe('candidate');
  expect((await classes('ann'))['aurora']).toBe('candidate');
  const rights = "select distinct rights_state from ugc_candidates where rights_state <> 'not_asked'";
  expect(await json('query', rights)).toEqual([{ rights_state: 'expired' }]);
});

test('nothing is decided about an account that was forgotten', async () => {
  const { ws, koc, json } = await market();
  await using _ = ws;
  const { subject_key } = await json('decide', 'weibo:ann', 'authenticity_override', 'trusted', '--reason', 'known');
  await koc(['forget', 'weibo:ann', '-q']);
  expect(await json('decide')).toEqual([]);
  await koc(['decide', subject_key, 'opt_out'], 2);
});
