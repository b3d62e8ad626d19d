import { html } from '../html.js';
import { layout } from '../layout.js';

const tabNames = ['lesson', 'programme', 'survey', 'certificate'];

/** The learner's course: the lesson with today's half-day beside it, all half-days, the survey, the certificate. */
export function learnerPage({ campus, visit, tab }) {
  const { texts } = visit;
  const main = { lesson, programme, survey, certificate }[tab];
  if (!main) return undefined;
  return layout({
    campus,
    visit,
    title: `${texts.tabs[tab]} · ${campus.course.title[visit.language]}`,
    tabs: tabs(visit, tab),
    main: main({ campus, visit }),
  });
}

function tabs({ texts, language, user }, current) {
  const link = (tab) =>
    html`<li><a href="/learner/${user.id}/${tab}?lang=${language}"${tab === current && html` aria-current="page"`}>${texts.tabs[tab]}</a></li>`;
  return html`<nav class="tabs" aria-label="${texts.courseNav}"><ul>${tabNames.map(link)}</ul></nav>`;
}

function lesson({ campus, visit: { texts, language, user } }) {
  return html`<div class="course">
<section class="beside" aria-labelledby="today"><h2 class="label" id="today">${texts.today}</h2>
<paraph-attendance><p>${texts.loading}</p></paraph-attendance>
<p class="then"><a href="/learner/${user.id}/survey?lang=${language}">${texts.next}</a><br>${texts.nextText}</p></section>
<article class="lesson">${campus.lesson[language]}</article>
</div>`;
}

function programme({ campus, visit: { texts } }) {
  const cards = (sessions) => html`<ul class="cards">${sessions.map((session) => card(session, texts))}</ul>`;
  return html`<div class="opening"><h2>${texts.programmeTitle}</h2></div>
${cards(campus.asked)}
<div class="opening"><h2>${texts.historyTitle}</h2><p>${texts.historyText}</p></div>
${cards(campus.history)}`;
}

function card(session, { fallback }) {
  return html`<li><paraph-attendance session="${session}"><p>${fallback}</p></paraph-attendance></li>`;
}

function survey({ visit: { texts } }) {
  return html`<div class="narrow"><h2 class="label">${texts.surveyTitle}</h2><paraph-survey><p>${texts.fallback}</p></paraph-survey></div>`;
}

function certificate({ visit: { texts } }) {
  return html`<div class="opening"><h2>${texts.certificateTitle}</h2><p>${texts.certificateText}</p></div>
<div class="narrow"><paraph-certificate><p>${texts.fallback}</p></paraph-certificate></div>`;
}
