/** The page of one author × brand: what to do first, then what it rests on. Invariant: the same subject gives the same bytes, and at `pseudonym` nothing direct is on it. */
import { type Html, html } from '../html.ts';
import { calledName, knownAt, shortKey } from '../known.ts';
import { profileLink } from '../pages/names.ts';
import { shell } from '../pages/shell.ts';
import { told } from '../pages/told.ts';
import { firstWords } from '../text.ts';
import type { Words } from '../words/words.ts';
import { checksTable } from './checks.ts';
import { circle, paidMarks } from './company.ts';
import type { DossierContext } from './context.ts';
import { loves } from './loves.ts';
import { months } from './months.ts';
import { nextStep } from './next_step.ts';
import { place } from './place.ts';
import { quotes } from './quotes.ts';
import { DOSSIER_STYLE } from './style.ts';
import type { Subject } from './subject.ts';
import { intro, tiles } from './who.ts';

export type SectionCode = keyof Words['dossier']['sections'];

const TITLE = 40;

/** The whole page. */
export function dossier(subject: Subject, given: DossierContext): string {
  const context = { ...given, known: knownAt(given.identityClass, given.known) };
  const { languages, known } = context;
  const { row, brand } = subject;
  const brandName = brand?.names[0] ?? row.brandId;
  const author = firstWords(calledName(known.authors.get(row.authorKey)), TITLE);
  const sections = dossierSections(subject, context);
  return shell({
    languages,
    title: (words) =>
      words.dossier.title({ author: author ?? words.labels.pseudonym(shortKey(row.authorKey)), brand: brandName }),
    heading: html`${profileLink(row.authorKey, context)} <small>${brandName}</small>`,
    intro: intro(subject, context),
    above: [
      { href: '../../../index.html', text: (words) => words.title },
      { href: '../index.html', text: (words) => words.dossier.toBrand(brandName) },
    ],
    parts: sections.map(([code]) => ({ href: `#${code}`, text: (words) => words.dossier.sections[code] })),
    main: html`${tiles(subject, context)}${sections.map(
      ([code, body]) =>
        html`<section id="${code}" aria-labelledby="${code}-title"><h2 id="${code}-title">${told(languages, (words) => words.dossier.sections[code])}</h2>${body}</section>`,
    )}`,
    footer: html`<p>${told(languages, (words) => words.subtitle({ week: row.isoWeek, asOf: row.asOf }))}</p><p>${told(languages, (words) => words.dossier.footer)}</p>`,
    style: DOSSIER_STYLE,
  });
}

/** The sections in reading order, each without its heading; for pages of other frames as well. */
export function dossierSections(subject: Subject, context: DossierContext): readonly (readonly [SectionCode, Html])[] {
  return [
    ['next', nextStep(subject, context)],
    ['loves', loves(subject, context)],
    ['months', months(subject, context)],
    ['words', quotes(subject, context)],
    ['why', place(subject, context)],
    ['circle', circle(subject, context)],
    ['paid', paidMarks(subject, context)],
    ['checks', checksTable(subject, context)],
  ];
}
