/** What a schema cannot say: names that must exist, must be unique or must mean something. Finds everything at once and changes nothing. */
import { Cron } from 'croner';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { nearest } from '../../warehouse/contracts/nearest.ts';
import type { Place, Placed } from './brands.ts';
import { shapeOf } from './expected.ts';
import { type ConfigIssue, type Locate, unknownKey, wordIssues } from './issues.ts';
import { queryOf } from './resolve_live.ts';
import type { BrandEntry, ConfigFile } from './schema.ts';

export interface Findings {
  readonly errors: readonly ConfigIssue[];
  /** Odd, but it works. */
  readonly warnings: readonly ConfigIssue[];
}

/** A preference is measured with a half-life of a year (ranking 0). */
const USUAL_DAYS = 365;

/** Keys of a source that reaches out. */
const LIVE_KEYS = ['brands', 'queries', 'pace', 'history_days', 'backfill', 'refresh', 'allow_private'] as const;

type Report = (place: Place, message: string) => void;

/** Brands: unique ids, known competitors; warns of names that stand for two brands and of categories too small for a preference. */
export function checkBrands(brands: readonly Placed<BrandEntry>[]): Findings {
  return gather((error, warn) => {
    const ids = new Set<string>();
    const owners = new Map<string, string>();
    for (const { entry, at } of brands) {
      if (ids.has(entry.id)) error(at('id'), `brand "${entry.id}" is configured twice`);
      ids.add(entry.id);
    }
    for (const { entry, at } of brands) {
      for (const rival of entry.competitors ?? []) {
        if (rival === entry.id) error(at('competitors'), 'a brand does not compete with itself');
        else if (!ids.has(rival)) error(at('competitors'), `unknown brand "${rival}"${hint(rival, ids)}`);
      }
      for (const name of entry.names ?? [entry.id]) {
        const folded = name.normalize('NFKC').toLowerCase();
        const owner = owners.get(folded);
        if (owner !== undefined && owner !== entry.id) {
          warn(at('names'), `"${name}" also names ${owner}; a text with it counts for both`);
        }
        owners.set(folded, entry.id);
        if ([...folded].length < 2) warn(at('names'), `"${name}" is one character long and will match by accident`);
      }
      const folded = new Set((entry.names ?? [entry.id]).map((name) => name.normalize('NFKC').toLowerCase()));
      const cancelled = entry.exclude.find((name) => folded.has(name.normalize('NFKC').toLowerCase()));
      if (cancelled !== undefined) error(at('exclude'), `"${cancelled}" is also a name, so it would never count`);
    }
    const own = brands.filter(({ entry }) => entry.role === 'own');
    if (own.length === 0 && brands[0] !== undefined) warn(brands[0].at('role'), 'no brand is own: no lists of people');
    for (const category of new Set(own.map(({ entry }) => entry.category))) {
      const members = brands.filter(({ entry }) => entry.category === category);
      const few = `category "${category}" has ${members.length} of the 3 brands that a preference needs`;
      if (members.length < 3) warn(members[0]!.at('category'), `${few}; add competitors with role tracked`);
    }
  });
}

/** Everything in koc.yaml that refers to something else: zone, categories, schedules, collectors and their options. */
export function checkReferences(
  file: ConfigFile,
  brands: readonly Placed<BrandEntry>[],
  collectors: { readonly names: readonly string[]; readonly used: ReadonlyMap<string, Collector> },
  yaml: { readonly file: string; readonly locate: Locate },
): Findings {
  const place = (path: string, ...steps: PropertyKey[]): Place => ({ file: yaml.file, ...yaml.locate(steps), path });
  return gather((error, warn) => {
    if ((file.retention?.raw_days ?? USUAL_DAYS) < USUAL_DAYS)
      warn(
        place('retention.raw_days', 'retention', 'raw_days'),
        `fewer than ${USUAL_DAYS} days; what people like is measured over a year, and weeks published before lose their evidence`,
      );
    const categories = new Set(brands.map(({ entry }) => entry.category));
    for (const name of Object.keys(file.categories)) {
      if (!categories.has(name)) {
        const at = { file: yaml.file, ...yaml.locate(['categories', name], true), path: `categories.${name}` };
        error(at, `no brand has this category${hint(name, categories)}`);
      }
    }
    for (const [name, schedule] of Object.entries(file.schedules)) {
      const cron = typeof schedule === 'string' ? schedule : schedule.cron;
      const steps = typeof schedule === 'string' ? ['schedules', name] : ['schedules', name, 'cron'];
      const wrong = cronError(cron);
      if (wrong !== null)
        error(place(steps.join('.'), ...steps), `expected a cron line such as "7 * * * *", got "${cron}" (${wrong})`);
      const run = typeof schedule === 'string' ? 'collect' : schedule.run;
      if (run === 'collect' && !file.sources.some((source) => source.schedule === name)) {
        warn(place(`schedules.${name}`, 'schedules', name), 'no source names this schedule');
      }
    }
    const own = new Set(brands.filter(({ entry }) => entry.role === 'own').map(({ entry }) => entry.id));
    for (const [index, bot] of (file.publish?.notify ?? []).entries()) {
      for (const [i, brand] of (bot.brands ?? []).entries()) {
        const at = place(`publish.notify[${index}].brands[${i}]`, 'publish', 'notify', index, 'brands', i);
        if (!own.has(brand)) error(at, `no own brand "${brand}"${hint(brand, own)}`);
      }
    }
    for (const [name, schedule] of Object.entries(file.schedules)) {
      if (typeof schedule === 'string' || !schedule.notify || (file.publish?.notify ?? []).length > 0) continue;
      error(place(`schedules.${name}.notify`, 'schedules', name, 'notify'), 'publish.notify names nobody to tell');
    }
    const names = new Set<string>();
    for (const [index, source] of file.sources.entries()) {
      const path = `sources[${index}]`;
      const at = (...steps: PropertyKey[]): Place => {
        return place([path, ...steps.map(String)].join('.'), 'sources', index, ...steps);
      };
      if (names.has(source.id)) error(at('id'), `source "${source.id}" is configured twice`);
      if (source.id.startsWith('koc_')) error(at('id'), 'names that begin with koc_ are kept for our own records');
      names.add(source.id);
      if (source.schedule !== undefined && !(source.schedule in file.schedules)) {
        error(
          at('schedule'),
          `unknown schedule "${source.schedule}"${hint(source.schedule, Object.keys(file.schedules))}`,
        );
      }
      const collector = collectors.used.get(source.collector);
      if (collector === undefined) {
        error(at('collector'), `unknown collector "${source.collector}"${hint(source.collector, collectors.names)}`);
        continue;
      }
      const read = collector.options.safeParse(source.with, { reportInput: true });
      const prefix = ['sources', index, 'with'];
      const context = {
        file: yaml.file,
        shape: shapeOf(collector.options),
        root: source.with,
        locate: yaml.locate,
        prefix,
      };
      for (const issue of read.success ? [] : wordIssues(read.error.issues, context)) error(issue, issue.message);
      for (const secret of Object.keys(source.secrets)) {
        const known = collector.meta.access.secrets;
        if (!known.includes(secret)) error(at('secrets', secret), unknownKey(secret, known));
      }
      const ids = new Set(brands.map(({ entry }) => entry.id));
      for (const [i, brand] of (source.brands ?? []).entries()) {
        if (!ids.has(brand)) error(at('brands', i), `unknown brand "${brand}"${hint(brand, ids)}`);
      }
      for (const [i, entry] of (source.queries ?? []).entries()) {
        const asked = queryOf(entry);
        const brand = 'brandId' in asked ? asked.brandId : null;
        if (brand !== null && !ids.has(brand)) error(at('queries', i), `unknown brand "${brand}"${hint(brand, ids)}`);
        const { queryKinds } = collector.meta;
        if (!queryKinds.includes(asked.kind)) {
          error(
            at('queries', i),
            `${source.collector} cannot be asked for ${asked.kind}, only for ${queryKinds.join(', ')}`,
          );
        }
      }
      const livePart = LIVE_KEYS.find((key) => source[key] !== undefined);
      if (collector.meta.pace === null && livePart !== undefined) {
        error(at(livePart), `has no meaning for ${source.collector}, which asks nobody`);
      }
      if (source.automation !== undefined && collector.meta.access.via !== 'browser') {
        error(at('automation'), `has no meaning for ${source.collector}, which is not seen through a browser`);
      }
      // A person who looks tells nobody who they are; only what we do ourselves is declared.
      const asksByItself = collector.meta.access.via !== 'browser' || source.automation?.acknowledged === true;
      if (collector.meta.pace !== null && source.acknowledged && asksByItself && file.contact === undefined) {
        error(
          at('acknowledged'),
          'reaches out, so koc.yaml needs a contact: your mail address or page, told to the hosts',
        );
      }
      if (collector.meta.pace !== null && !source.acknowledged) {
        warn(at(), `stays off until \`acknowledged: true\`: ${collector.meta.access.terms}`);
      }
    }
  });
}

/** Null when croner understands the line and it comes at least once. */
function cronError(line: string): string | null {
  try {
    const job = new Cron(line, { paused: true });
    const comes = job.nextRun() !== null;
    job.stop();
    return comes ? null : 'it never comes';
  } catch (error) {
    return (error as Error).message.replace(/^CronPattern: /u, '');
  }
}

function gather(look: (error: Report, warn: Report) => void): Findings {
  const errors: ConfigIssue[] = [];
  const warnings: ConfigIssue[] = [];
  look(
    ({ file, line, column, path }, message) => errors.push({ file, line, column, path, message }),
    ({ file, line, column, path }, message) => warnings.push({ file, line, column, path, message }),
  );
  return { errors, warnings };
}

function hint(typed: string, known: Iterable<string>): string {
  const all = [...known];
  const meant = nearest(typed, all);
  if (meant !== null) return `, did you mean "${meant}"?`;
  return all.length === 0 ? '' : `, expected one of ${all.sort().join(', ')}`;
}
