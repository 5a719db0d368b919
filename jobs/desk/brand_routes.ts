/** The pages of one own brand: its lists, its posts on their way, its people. Tracked brands have none. */
import { type Context, Hono } from 'hono';
import type { Brand } from '../config/types.ts';
import { UGC_STATES, type UgcState } from '../pipeline/ugc_state.ts';
import { type Html, html } from '../report/html.ts';
import { authorName } from '../report/pages/names.ts';
import type { Desk, DeskEnv } from './desk.ts';
import { page, type Shown } from './page_routes.ts';
import { authorMain } from './pages/author.ts';
import { leftOutMain } from './pages/left_out.ts';
import { type ListName, listMain, wishOf } from './pages/lists.ts';
import { naming, postName } from './pages/parts.ts';
import { postMain } from './pages/post.ts';
import { tabs } from './pages/tabs.ts';
import { queueMain, queueOf } from './pages/ugc.ts';
import { worklistMain } from './pages/worklist.ts';
import { knowing, knowingSubjects, ownBrand, type View } from './view.ts';

type C = Context<DeskEnv>;
type Tab = keyof View['words']['desk']['tabs'];

const KEY = ':key{[0-9a-f]{32}}';
const LISTS: readonly ListName[] = ['koc', 'early', 'left'];

export function brandRoutes(desk: Desk): Hono<DeskEnv> {
  const ofBrand = (make: (view: View, brand: Brand, c: C) => Promise<Shown | null>) =>
    page(desk, async (view, c) => {
      const brand = ownBrand(view, c.req.param('brand') ?? '');
      return brand === null ? null : make(view, brand, c);
    });
  const tab = (name: Tab, main: (view: View, brand: Brand, c: C) => Html | Promise<Html>) =>
    ofBrand(async (view, brand, c) => {
      const title = `${brand.names[0]} · ${view.words.desk.tabs[name]}`;
      return { title, heading: html`${title}`, main: html`${tabs(view, brand)}${await main(view, brand, c)}` };
    });

  const routes = new Hono<DeskEnv>()
    .get('/:brand', (c) => c.redirect(`/brands/${encodeURIComponent(c.req.param('brand'))}/worklist`, 303))
    .get('/:brand/worklist', tab('worklist', worklistMain))
    .get(
      '/:brand/left-out',
      tab('leftOut', (view, brand, c) => leftOutMain(view, brand, c.req.query('reason') ?? '')),
    )
    .get('/:brand/ugc', tab('ugc', ugc))
    .get(`/:brand/posts/${KEY}`, ofBrand(post))
    .get(`/:brand/people/${KEY}`, ofBrand(person));
  for (const name of LISTS) {
    const main = (view: View, brand: Brand, c: C) =>
      listMain(
        view,
        brand,
        name,
        wishOf((field) => c.req.query(field)),
      );
    routes.get(`/:brand/${name}`, tab(name, main));
  }
  return routes;
}

/** Posts that were decided about are in the queue, also where the week's list does not hold them. */
async function ugc(view: View, brand: Brand, c: C): Promise<Html> {
  const known = await knowing(view, { posts: unlisted(view, brand) });
  return queueMain(known.view, brand, queueOf(known.view, brand, known.posts), stateOf(c.req.query('state')));
}

async function post(view: View, brand: Brand, c: C): Promise<Shown | null> {
  const postKey = c.req.param('key') ?? '';
  const known = await knowing(view, { posts: [...unlisted(view, brand), postKey] });
  const queued = queueOf(known.view, brand, known.posts, postKey).find((one) => one.post.postKey === postKey);
  if (queued === undefined) return null;
  return {
    title: `${brand.names[0]} · ${view.words.desk.tabs.ugc}`,
    heading: html`${postName(postKey, known.view)}`,
    main: html`${tabs(view, brand)}${postMain(known.view, brand, queued)}`,
  };
}

async function person(view: View, brand: Brand, c: C): Promise<Shown | null> {
  const authorKey = c.req.param('key') ?? '';
  const known = await knowing(view, { authors: [authorKey] });
  if (!known.view.known.authors.has(authorKey)) return null;
  const named = await knowingSubjects(known.view, view.decisions.about(authorKey));
  return {
    title: `${brand.names[0]} · ${view.words.columns.who}`,
    heading: html`${authorName(authorKey, naming(named))} <small>${brand.names[0]}</small>`,
    main: html`${tabs(view, brand)}${authorMain(named, brand, authorKey)}`,
  };
}

function unlisted(view: View, brand: Brand): string[] {
  const listed = new Set(view.week.lists.ugc.filter((row) => row.brandId === brand.id).map((row) => row.postKey));
  return view.decisions.postsOf(brand.id).filter((key) => !listed.has(key));
}

function stateOf(text: string | undefined): UgcState {
  return UGC_STATES.find((state) => state === text) ?? 'candidate';
}
