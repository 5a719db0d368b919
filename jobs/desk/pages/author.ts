/** One author and one brand: the dossier of the week with what a reviewer may say about it. Nothing here is a verdict until a person gives it. */
import type { Brand } from '../../config/types.ts';
import { dossierSections } from '../../report/dossier/dossier.ts';
import { subjectsOf } from '../../report/dossier/subject.ts';
import { type Content, type Html, html } from '../../report/html.ts';
import { outward } from '../../report/pages/names.ts';
import { postCard } from '../../report/pages/post_card.ts';
import type { CandidateRow } from '../../report/rows.ts';
import { worded } from '../../report/words/languages.ts';
import { WORK_STATUSES } from '../../report/work.ts';
import { WORK_TYPES } from '../forms.ts';
import type { View } from '../view.ts';
import { historyTable } from './history.ts';
import { labelForm } from './label_form.ts';
import { leftOutSection } from './left_out.ts';
import { noteForm } from './notes.ts';
import { decideButton, decideForm, form, hidden, naming, select } from './parts.ts';
import { personTags } from './person_tags.ts';
import { contacted } from './worklist.ts';

export function authorMain(view: View, brand: Brand, authorKey: string): Html {
  const { words, week } = view;
  const row = [...week.lists.koc, ...week.lists.early, ...week.lists.left].find(
    (one) => one.brandId === brand.id && one.authorKey === authorKey,
  );
  const profile = view.known.authors.get(authorKey);
  const isReviewer = view.session.user.role === 'reviewer';
  return html`<p>${outward(profile?.url ?? null, html`${words.desk.person.profile}`)} <small>${profile?.id ?? authorKey.slice(0, 8)}</small> ${personTags(view, brand.id, authorKey)}</p>
<div class="beside">${isReviewer && actions(view, brand, authorKey)}
<div>${leftOutSection(view, brand, authorKey)}${row !== undefined && dossierOf(view, row)}${!isReviewer && noteForm(view, authorKey, brand.id)}
<section><h2>${words.desk.ugc.history}</h2>${historyTable(view, view.decisions.about(authorKey).toReversed(), { hasSubject: false })}</section></div></div>`;
}

/** What a reviewer may say about the author, most frequent first. */
function actions(view: View, brand: Brand, authorKey: string): Html {
  const { person, types } = view.words.desk;
  const folded = (title: string, content: Html) => html`<details><summary>${title}</summary>${content}</details>`;
  return html`<aside aria-label="${person.work}"><section><h2>${person.judge}</h2>${verdict(view, brand, authorKey)}</section>
<section><h2>${person.work}</h2>${workForm(view, brand, authorKey)}</section>
${noteForm(view, authorKey, brand.id)}
${folded(person.wrongClass, overrides(view, brand, authorKey))}
${folded(types.same_person, samePerson(view, authorKey))}
${folded(person.refusal, refusal(view, authorKey))}</aside>`;
}

/** The four columns of the workbook. */
function workForm(view: View, brand: Brand, subject: string): Html {
  const { desk } = view.words;
  const stands = Object.fromEntries(
    Object.entries(WORK_TYPES).map(([field, type]) => [field, view.decisions.newest(type, subject, brand.id)]),
  );
  const value = (field: keyof typeof WORK_TYPES) => stands[field]?.value ?? '';
  const remembered = Object.entries(stands).flatMap(([field, decision]) =>
    hidden({ [`was_${field}`]: decision?.value ?? '', [`base_${field}`]: decision?.id ?? '' }),
  );
  const statuses = [
    ['', '–'] as const,
    ...WORK_STATUSES.map((status) => [status, worded(desk.statuses, status)] as const),
  ];
  return html`${contacted(view, brand, subject)}${form(
    view,
    '/work',
    { subject, brand: brand.id },
    html`${remembered}<p><label>${desk.types.work_status}<br>${select('status', statuses, value('status'))}</label></p>
<p><label>${desk.types.work_owner}<br><input name="owner" maxlength="80" value="${value('owner')}"></label></p>
<p><label>${desk.types.last_contact}<br><input type="date" name="last_contact" max="${view.today}" value="${value('last_contact')}"></label></p>
<p><label>${desk.types.work_note}<br><textarea name="note" rows="3" maxlength="2000">${value('note')}</textarea></label></p>
<p><button>${desk.person.save}</button></p>`,
    { className: 'sheet' },
  )}`;
}

function verdict(view: View, brand: Brand, subject: string): Html {
  const { desk } = view.words;
  const place = { type: 'verdict', subject, brand: brand.id } as const;
  const stands = view.decisions.newest('verdict', subject, brand.id)?.value ?? null;
  const others = (['confirmed', 'rejected', 'wrong_brand'] as const).filter((value) => value !== stands);
  return html`<p class="soft">${desk.person.verdictSays}</p><div class="steps">${others.map((value) => decideButton(view, place, value, desk.verdictSteps[value]))}${stands !== null && decideButton(view, place, '', desk.person.takeBack)}</div>`;
}

/** Overrules what was measured, which needs a reason. */
function overrides(view: View, brand: Brand, subject: string): Html {
  const { desk, class: classes } = view.words;
  const one = (
    type: 'class_override' | 'authenticity_override',
    scope: string | null,
    values: readonly (readonly [string, string])[],
    says: string,
  ) => {
    const stands = view.decisions.newest(type, subject, scope)?.value ?? '';
    return decideForm(
      view,
      { type, subject, brand: scope },
      html`<fieldset><legend>${desk.types[type]}</legend><p class="soft">${says}</p>
<p><label>${desk.person.is} ${select('value', [['', desk.label.asRead], ...values], stands)}</label></p>
<p><label>${desk.log.why}<br><input name="reason" maxlength="1000"></label></p><p><button>${desk.person.overrule}</button></p></fieldset>`,
      { className: 'sheet' },
    );
  };
  const classValues = (['consumer', 'kol', 'official', 'organisation', 'media', 'store'] as const).map(
    (value) => [value, classes[value]] as const,
  );
  const authenticities = (['trusted', 'normal', 'suspect', 'confirmed'] as const).map(
    (value) => [value, desk.authenticity[value]] as const,
  );
  return html`${one('class_override', brand.id, classValues, desk.person.classSays)}${one('authenticity_override', null, authenticities, desk.person.authenticitySays)}`;
}

function samePerson(view: View, subject: string): Html {
  const { person } = view.words.desk;
  return html`<p class="soft">${person.sameSays}</p>${form(
    view,
    '/same-person',
    { subject },
    html`<p><label>${person.other}<br><input name="other" required maxlength="300"></label></p>
<p><button name="is_same" value="yes">${person.isSame}</button> <button name="is_same" value="no" formnovalidate>${person.isNotSame}</button></p>`,
    { className: 'sheet' },
  )}`;
}

function refusal(view: View, subject: string): Html {
  const { desk } = view.words;
  const newest = view.decisions.newest('opt_out', subject, null);
  const isOut = newest !== null && newest.value === null;
  const reason = (label: Content, isNeeded: boolean) =>
    html`<p><label>${label}<br><input name="reason" maxlength="1000"${isNeeded && html` required`}></label></p>`;
  const place = { type: 'opt_out', subject, brand: null } as const;
  return html`<p class="soft">${desk.person.optOutSays}</p>${
    isOut
      ? decideForm(
          view,
          place,
          html`${reason(desk.log.why, true)}<button name="value" value="withdrawn">${desk.person.optIn}</button>`,
          { className: 'sheet' },
        )
      : decideForm(
          view,
          place,
          html`${reason(desk.log.why, false)}<button name="value" value="">${desk.person.optOut}</button>`,
          { className: 'sheet' },
        )
  }`;
}

/** What the report says of this author, and under each post the form that corrects its label. */
function dossierOf(view: View, row: CandidateRow): Html {
  const { words, week } = view;
  const subject = subjectsOf(week.lists, week.ws.config.people)(row);
  const context = { ...naming(view), identityClass: 'handle' } as const;
  const correction = (postKey: string) =>
    html`${labelForm(view, row.brandId, postKey)}<p><a href="/brands/${row.brandId}/posts/${postKey}">${words.desk.ugc.open}</a></p>`;
  const quotes = html`<p class="soft">${words.desk.label.about}</p><ul class="posts">${subject.mentions.map(
    (mention) => html`<li>${postCard(mention, context, correction(mention.postKey), 3)}</li>`,
  )}</ul>`;
  return html`${dossierSections(subject, context).map(
    ([code, body]) =>
      html`<section id="${code}"><h2>${words.dossier.sections[code]}</h2>${code === 'words' && subject.mentions.length > 0 ? quotes : body}</section>`,
  )}`;
}
