import { GRANTS } from '#server/domain';
import type { TimeRequest } from '#server/domain';
import type { PageTexts } from '#server/texts';
import { alertView, hidden } from '../pages/activate-views';
import { html } from '../pages/html';
import type { Markup } from '../pages/html';
import { fill } from '../pages/page';

/** A question as a parent sees it. */
export interface AskedQuestion {
  readonly request: TimeRequest;
  /** Whether the household has a PIN; else the account's password is asked for. */
  readonly hasPin: boolean;
  /** It was found by its code, and is answered with it; empty: by the signed-in account. */
  readonly code: string;
}

/** A child's question with its answers. */
export function questionView(texts: PageTexts, formToken: string, asked: AskedQuestion, problem: string): Markup {
  const { request, hasPin, code } = asked;
  const grants = GRANTS.map((minutes) => html`<button name="minutes" value="${minutes}">${fill(texts.timeMinutes, { count: String(minutes) })}</button>`);
  const proof = hasPin
    ? html`<label>${texts.timePin}<input class="code" name="proof" type="password" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" required autocomplete="off"></label>`
    : html`<label>${texts.timePassword}<input name="proof" type="password" maxlength="256" required autocomplete="current-password"></label>`;
  const reason = request.reason === 'bedtime' ? texts.timeBedtime : texts.timeBudget;
  return html`<h1>${fill(texts.timeHeading, { name: request.profileName })}</h1><p>${reason}</p><p>${fill(texts.timeDevice, { name: request.deviceName })}</p>${alertView(problem)}<form method="post" action="/parents/answer">${hidden('form_token', formToken)}${hidden('id', request.id)}${hidden('code', code)}${proof}${grants}<button class="second" name="minutes" value="0">${texts.timeNo}</button></form>`;
}

/** The way in: the code on the set, or the account. */
export function parentsSignInView(texts: PageTexts, formToken: string, name: string, problem: string): Markup {
  return html`<h1>${texts.parentsTitle}</h1><p>${texts.parentsHint}</p>${alertView(problem)}<form method="get" action="/parents"><label>${texts.codeLabel}<input class="code" name="code" required maxlength="12" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" placeholder="XXXX-XXXX"></label><button>${texts.continue}</button></form><form method="post" action="/parents/sign-in">${hidden('form_token', formToken)}<label>${texts.nameLabel}<input name="name" value="${name}" required maxlength="100" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false"></label><label>${texts.passwordLabel}<input type="password" name="password" required maxlength="256" autocomplete="current-password"></label><button class="second">${texts.signIn}</button></form>`;
}

/** A signed-in parent nobody asks anything. */
export function noQuestionView(texts: PageTexts, formToken: string, account: string): Markup {
  return html`<h1>${texts.parentsTitle}</h1><p class="strong">${account}</p><p role="status">${texts.parentsNone}</p><form method="post" action="/parents/sign-out">${hidden('form_token', formToken)}<button class="second">${texts.parentsSignOut}</button></form>`;
}

/** What was answered. */
export function answeredView(texts: PageTexts, minutes: number): Markup {
  const [heading, hint] = minutes > 0 ? [fill(texts.timeGranted, { count: String(minutes) }), texts.timeGrantedHint] : [texts.timeRefused, texts.timeRefusedHint];
  return html`<div role="status"><h1>${heading}</h1><p>${hint}</p></div><p class="foot"><a href="/parents">${texts.parentsTitle}</a></p>`;
}
