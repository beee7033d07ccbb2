import { formatUserCode } from '#server/domain';
import type { PageTexts } from '#server/texts';
import { html, Markup, NOTHING } from './html';
import { fill } from './page';

const SET = new Markup('<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><rect x="2.5" y="4.5" width="19" height="12.5" rx="2.5"/><path d="M8 20.5h8"/></svg>');
/** The sign above what went well. */
export const TICK = new Markup('<svg class="sign done" viewBox="0 0 72 72" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="36" cy="36" r="32"/><path d="M22 37l10 10 19-21"/></svg>');
const CROSS = new Markup('<svg class="sign refused" viewBox="0 0 72 72" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" aria-hidden="true"><circle cx="36" cy="36" r="32"/><path d="M26 26l20 20M46 26L26 46"/></svg>');

/** What every form carries. */
export interface FormSecrets {
  readonly formToken: string;
}

/** A code somebody is dealing with. */
export interface ShownCode {
  readonly userCode: string;
  readonly deviceName: string;
}

/** What went wrong with a form, if anything. */
export function alertView(message: string): Markup {
  return message === '' ? NOTHING : html`<p class="alert" role="alert" id="problem">${message}</p>`;
}

function codeTiles(userCode: string): Markup {
  const letters = Array.from(formatUserCode(userCode), (letter) => (letter === '-' ? html`<li class="gap"></li>` : html`<li>${letter}</li>`));
  const spoken = Array.from(userCode).join(' ');
  return html`<p class="hidden">${spoken}</p><ul class="tiles" aria-hidden="true">${letters}</ul>`;
}

/** What a form carries without showing it. */
export function hidden(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** Step one: type the code. */
export function codeView(texts: PageTexts, secrets: FormSecrets, typed: string, problem: string): Markup {
  const described = problem === '' ? NOTHING : html` aria-describedby="problem" aria-invalid="true"`;
  return html`<h1>${texts.enterHeading}</h1><p>${texts.enterHint}</p>${alertView(problem)}<form method="post" action="/activate">${hidden('form_token', secrets.formToken)}<label>${texts.codeLabel}<input class="code" name="user_code" value="${typed}" required maxlength="12" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" placeholder="XXXX-XXXX" autofocus${described}></label><button>${texts.continue}</button></form>`;
}

/** Step two: check the code, sign in. */
export function signInView(texts: PageTexts, secrets: FormSecrets, code: ShownCode, name: string, problem: string): Markup {
  const focused = problem === '' ? NOTHING : html` autofocus aria-describedby="problem"`;
  return html`<h1>${texts.checkHeading}</h1>${codeTiles(code.userCode)}<div class="device">${SET}<span>${fill(texts.device, { name: code.deviceName })}</span></div><p class="strong">${texts.onlyIfYours}</p><p>${texts.checkHint}</p>${alertView(problem)}<form method="post" action="/activate/sign-in">${hidden('form_token', secrets.formToken)}${hidden('user_code', code.userCode)}<label>${texts.nameLabel}<input name="name" value="${name}" required maxlength="100" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false"></label><label>${texts.passwordLabel}<input type="password" name="password" required maxlength="256" autocomplete="current-password"${focused}></label><button>${texts.signIn}</button></form><p class="foot"><a href="/activate">${texts.otherCode}</a></p>`;
}

/** Step three: confirm or refuse. */
export function confirmView(texts: PageTexts, secrets: FormSecrets, code: ShownCode, account: string, ticket: string): Markup {
  return html`<h1>${fill(texts.confirmHeading, { account })}</h1>${codeTiles(code.userCode)}<p>${fill(texts.confirmHint, { device: code.deviceName })}</p><p class="strong">${texts.onlyIfYours}</p><form method="post" action="/activate/decision">${hidden('form_token', secrets.formToken)}${hidden('user_code', code.userCode)}${hidden('ticket', ticket)}<button name="decision" value="confirm">${texts.confirm}</button><button class="second" name="decision" value="refuse">${texts.refuse}</button></form>`;
}

/** The end: signed in, or refused. */
export function decidedView(texts: PageTexts, isConfirmed: boolean): Markup {
  if (isConfirmed) return doneView(texts.doneHeading, texts.doneHint);
  return html`<div role="status">${CROSS}<h1>${texts.refusedHeading}</h1><p>${texts.refusedHint}</p></div>`;
}

/** A page that says that something is done. */
export function doneView(heading: string, hint: string): Markup {
  return html`<div role="status">${TICK}<h1>${heading}</h1><p>${hint}</p></div>`;
}

/** A page that only says something, with a way on. */
export function noticeView(heading: string, hint: string, link: { readonly href: string; readonly label: string } | null): Markup {
  const way = link === null ? NOTHING : html`<p class="foot"><a href="${link.href}">${link.label}</a></p>`;
  return html`<h1>${heading}</h1><p>${hint}</p>${way}`;
}
