/** `koc check`: reads everything a run would read of the config and writes nothing. */
import type { Command } from 'commander';
import { findCollectors } from '../../../collectors/discover.ts';
import type { Config } from '../../config/types.ts';
import { loadWorkspace } from '../../config/workspace.ts';
import { type App, type GlobalOptions, workspaceDir } from '../app.ts';
import { addVerb } from '../verb.ts';

export function addCheck(program: Command, app: App): void {
  addVerb(
    program,
    'check',
    'Validate koc.yaml and the files it names; write nothing.',
    'koc check --json | jq .brands',
  ).action(async (options: GlobalOptions) => {
    const collectors = await findCollectors();
    const load = { env: app.env, collectors, randomBytes: app.randomBytes };
    const ws = await loadWorkspace(workspaceDir(app, options), load);
    for (const source of ws.config.sources) {
      const collector = await collectors.load(source.collector);
      // The schema passed already; what options refer to (an import's mapping) is read here.
      await collector.context(collector.options.parse(source.options), ws.config);
    }
    const { ownWordsOf } = await import('../../pipeline/reading.ts');
    const ownWords = await ownWordsOf(ws);
    const facts = { ...summary(ws.config), words: ownWords.length };
    if (options.json)
      return app.out.json({ ok: true, dir: ws.dir, ...facts, key: ws.keySource, warnings: ws.warnings });
    for (const warning of ws.warnings) app.out.tell(`  ! ${warning}`);
    const { brands, sources, schedules } = facts;
    const own = `${brands.own} own and ${brands.tracked} tracked brands in ${brands.categories} categories`;
    await app.out.data(`koc.yaml is right: ${own}, ${sources} sources, ${schedules} schedules, ${facts.timezone}\n`);
  });
}

function summary(config: Config) {
  const own = config.brands.filter((brand) => brand.role === 'own').length;
  return {
    timezone: config.timezone,
    brands: {
      own,
      tracked: config.brands.length - own,
      categories: new Set(config.brands.map((brand) => brand.category)).size,
    },
    people: config.people.length,
    sources: config.sources.length,
    schedules: config.schedules.length,
  };
}
