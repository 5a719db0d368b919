/**
 * Judges the ranking on markets with planted truth: `npm run bench:market -- [precision] [attacks] [history] [noise] [cost]`,
 * all without a word. It prints figures and judges nothing; bounds are held by tests/market.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inventBrands } from '../../jobs/sample/brands.ts';
import { ATTACK_KINDS, type Attack } from '../../jobs/sample/rings.ts';
import {
  type AttackOutcome,
  listed,
  METHODS,
  outcomeOf,
  plantedKocs,
  precisionAtK,
  shareOfTop,
} from '../market/measures.ts';
import { ENDS_AT, marketOf, type Scored, scoreMarket } from '../market/score.ts';

const SEEDS = ['1', '2', '3'];
const SIZE = { authors: 3000, weeks: 60, brands: inventBrands(4) };
const WEEK_MS = 7 * 86_400_000;

const round = (value: number): number => Math.round(value * 1000) / 1000;
const mean = (values: readonly number[]): number => round(values.reduce((sum, one) => sum + one, 0) / values.length);
const isKoc = (scored: Scored) => scored.market.authors.filter(({ role }) => role === 'koc').length;

/** P@k of true KOCs, and who else stands in the first k, by method. */
async function precision(): Promise<void> {
  for (const seed of SEEDS) {
    const scored = await scoreMarket(marketOf({ ...SIZE, seed }));
    console.log(`market ${seed}: ${isKoc(scored)} KOCs among ${SIZE.authors} authors, ${scored.pairs.length} pairs`);
    console.table(
      Object.fromEntries(
        Object.entries(METHODS).map(([name, method]) => [
          name,
          {
            'P@k': round(precisionAtK(scored, method)),
            'KOL, official': round(shareOfTop(scored, method, ['kol', 'official'])),
            army: round(shareOfTop(scored, method, ['army'])),
            'army in 50': round(shareOfTop(scored, method, ['army'], 50)),
          },
        ]),
      ),
    );
    const names = Map.groupBy(listed(scored), ({ author }) => author.role);
    console.log(`  printed: ${[...names].map(([role, pairs]) => `${pairs.length} ${role}`).join(', ')}`);
  }
}

/** How far rings of each kind and size lift a customer with three posts, and whether they get on the list themselves. */
async function attacks(): Promise<void> {
  console.log(
    'rank of the shill: fakes in the first 20/50, printed, part of the members called suspect; three markets',
  );
  const halves = [ATTACK_KINDS.slice(0, 4), ATTACK_KINDS.slice(4)];
  for (const size of [0, 5, 20, 80]) {
    for (const kinds of halves) {
      const plan: Attack[] = kinds.map((kind, at) => ({ kind, size, brandId: SIZE.brands[at]!.id }));
      const said = new Map<string, string[]>(kinds.map((kind) => [kind, []]));
      for (const seed of SEEDS) {
        const scored = await scoreMarket(marketOf({ ...SIZE, seed, attacks: plan }));
        for (const ring of scored.market.rings) said.get(ring.kind)?.push(sentence(outcomeOf(scored, ring)));
      }
      for (const [kind, outcomes] of said)
        console.log(`  ${kind.padEnd(10)} m = ${String(size).padEnd(3)} ${outcomes.join('   ')}`);
    }
  }
}

function sentence({ shill, top20, top50, printed, suspect }: AttackOutcome): string {
  return `${shill ?? 'out'}: ${top20}/${top50}, ${printed}, ${Math.round(100 * suspect)} %`;
}

/** From which week of keyword-only history on the score beats the count of positive mentions, and whom `early` holds before. */
async function history(): Promise<void> {
  const rows: Record<string, Record<string, number>> = {};
  for (const weeks of [1, 2, 4, 8, 13, 26]) {
    const sinceMs = ENDS_AT - weeks * WEEK_MS;
    const all: Scored[] = [];
    for (const seed of SEEDS)
      all.push(await scoreMarket(marketOf({ ...SIZE, seed }), { sinceMs, coverageBasis: 'keyword_only' }));
    const kocs = (status: string): number[] =>
      all.map((scored) => {
        const there = listed(scored, status);
        const true_ = there.filter(({ author, brandId }) => author.role === 'koc' && author.home.id === brandId);
        return true_.length / Math.max(1, there.length);
      });
    rows[`${weeks} weeks`] = {
      koc: mean(all.map((scored) => precisionAtK(scored, METHODS.koc))),
      positives: mean(all.map((scored) => precisionAtK(scored, METHODS.positives))),
      positives_gated: mean(all.map((scored) => precisionAtK(scored, METHODS.positives_gated))),
      'listed a brand': mean(all.map((scored) => listed(scored).length / SIZE.brands.length)),
      'true of listed': mean(kocs('listed')),
      'early a brand': mean(all.map((scored) => listed(scored, 'early').length / SIZE.brands.length)),
      'true of early': mean(kocs('early')),
      planted: mean(all.map((scored) => mean(SIZE.brands.map((brand) => plantedKocs(scored, brand))))),
    };
  }
  console.log('keyword-only history: P@k, and how much of the lists are true KOCs of the brand; mean of three markets');
  console.table(rows);
}

/** P@k by how often feelings are read wrong. */
async function noise(): Promise<void> {
  const rows: Record<string, Record<string, number>> = {};
  for (const part of [0, 0.06, 0.12, 0.18, 0.24, 0.3]) {
    rows[`${Math.round(part * 100)} %`] = {};
    for (const seed of SEEDS)
      rows[`${Math.round(part * 100)} %`]![`market ${seed}`] = round(
        precisionAtK(await scoreMarket(marketOf({ ...SIZE, seed }), { noise: part }), METHODS.koc),
      );
  }
  console.log('P@k by the part of feelings that is read wrong');
  console.table(rows);
}

/** All models over 1 and 2 million mentions, each size in a process of its own so that peaks are its own. */
function cost(): void {
  const script = fileURLToPath(new URL('./market_cost.ts', import.meta.url));
  const run = (mentions: number): number => {
    const said = execFileSync(process.execPath, [script, String(mentions)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    console.log(said.trimEnd());
    return Number(/([\d.]+) s of CPU/u.exec(said)?.[1]);
  };
  const [one, two] = [run(1_000_000), run(2_000_000)];
  console.log(`2 M cost ${(two / one).toFixed(2)} times the CPU of 1 M`);
}

const PARTS: Readonly<Record<string, () => Promise<void> | void>> = { precision, attacks, history, noise, cost };
const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await run();
