import { html } from './html.js';

const roles = ['learner', 'trainer', 'manager'];

/**
 * A page of the campus. All that it has of Paraph: the script tag, and a provider around the content that says where this user's token is.
 *
 * @param {object} page
 * @param {import('./campus.js').Campus} page.campus
 * @param {import('./campus.js').Visit} page.visit
 * @param {unknown} page.main
 * @param {string} page.title
 * @param {unknown} [page.tabs]
 */
export function layout({ campus, visit, main, title, tabs }) {
  const { texts, language, user } = visit;
  const content = user
    ? html`<paraph-provider endpoint="${campus.endpoint}" token-from="/${user.role}/${user.id}/token">${main}</paraph-provider>`
    : main;
  return `<!doctype html>\n${html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${campus.course.provider.name}</title>
<link rel="icon" href="/public/icon.svg">
<link rel="stylesheet" href="/public/campus.css">
<script type="module" src="${campus.paraph}/paraph.js"></script>
</head>
<body>
<a class="skip" href="#content">${texts.skip}</a>
<header class="site">
<div class="bar">
<a class="school" href="/?lang=${language}">${campus.course.provider.name}</a>
<nav class="roles" aria-label="${texts.rolesLabel}"><ul>${roles.map((role) => roleLink(role, { texts, language, user }))}</ul></nav>
<nav class="languages" aria-label="${texts.languageLabel}"><ul>${Object.entries(campus.languages).map(([code, { language: name }]) => languageLink({ code, name }, visit))}</ul></nav>
</div>
</header>
<main>
${user && hero({ campus, visit, tabs })}
<div class="content" id="content" tabindex="-1">${content}</div>
</main>
<footer class="site"><p>${texts.footer}</p><p>${texts.fingerprint} <span class="fingerprint">${campus.fingerprint}</span> · <a href="${campus.paraph}/verify">${texts.verify}</a></p></footer>
</body>
</html>`}\n`;
}

function roleLink(role, { texts, language, user }) {
  return html`<li><a href="/${role}?lang=${language}"${user?.role === role && html` aria-current="true"`}>${texts.roles[role]}</a></li>`;
}

function languageLink({ code, name }, { path, language }) {
  return html`<li><a href="${path}?lang=${code}" lang="${code}" hreflang="${code}"${code === language && html` aria-current="true"`}>${name}</a></li>`;
}

/** The course's name, who the visitor is, and the way to be somebody else. */
function hero({ campus, visit, tabs }) {
  const { texts, language, user } = visit;
  const { title, trainers, plannedMinutes } = campus.course;
  const hours = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(plannedMinutes / 60);
  return html`<div class="hero"><div class="row">
<p class="eyebrow">${texts.eyebrow} · ${texts.hours(hours)} · ${texts.withTrainer(trainers[0].name)}</p>
<h1>${title[language]}</h1>
<div class="who"><p>${texts.youAre(user.name, texts[user.role])}</p>${user.role === 'learner' && switcher({ campus, visit })}</div>
${tabs}
</div></div>`;
}

function switcher({ campus, visit: { texts, language, user } }) {
  const option = ({ id, name }) => html`<option value="${id}"${id === user.id && html` selected`}>${name}</option>`;
  const moodle = campus.people.learner.slice(0, 3);
  return html`<details><summary>${texts.switchTo}</summary>
<form action="/learner" method="get"><label>${texts.switchLabel} <select name="as">
<optgroup label="${texts.fromMoodle}">${moodle.map(option)}</optgroup>
<optgroup label="${texts.classmates}">${campus.people.learner.slice(3).map(option)}</optgroup>
</select></label><input type="hidden" name="lang" value="${language}"><button>${texts.go}</button></form></details>`;
}
