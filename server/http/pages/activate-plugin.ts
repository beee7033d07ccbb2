import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MINUTE_MS } from '#core/base';
import type { AppError } from '#core/base';
import type { Platform } from '#server/domain';
import type { DeviceCodeRow } from '#server/store';
import type { PageTexts } from '#server/texts';
import { readFields } from '../form-body';
import type { FormBody } from '../form-body';
import { codeView, confirmView, decidedView, signInView } from './activate-views';
import { FormGuard } from './form-guard';
import type { Markup } from './html';
import { pageLanguage, sendPage } from './page';

/** How long a person may think about the last question. */
const TICKET_LIFE_MS = 10 * MINUTE_MS;

/** One request to the page. */
class Visit {
  readonly texts: PageTexts;
  readonly browser: string;
  readonly secrets: { readonly formToken: string };

  constructor(
    private readonly platform: Platform,
    readonly guard: FormGuard,
    readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    this.texts = pageLanguage(request).texts;
    this.browser = guard.begin(request, reply);
    this.secrets = { formToken: guard.formToken(this.browser) };
  }

  show(content: Markup, status = 200): FastifyReply {
    return sendPage(this.request, this.reply, { status, platformName: this.platform.config.name, title: this.texts.title, content });
  }

  showCode(typed: string, problem: string, status = 200): FastifyReply {
    return this.show(codeView(this.texts, this.secrets, typed.slice(0, 12), problem), status);
  }

  /** The code form with what went wrong, for a code that was not found. */
  showCodeProblem(typed: string, error: AppError): FastifyReply {
    if (error.code === 'http.rate-limited') return this.showCode('', this.texts.tooMany, 429);
    if (error.code === 'auth.code-expired') return this.showCode('', this.texts.codeExpired, 410);
    return this.showCode(typed, this.texts.wrongCode, 404);
  }

  showSignIn(code: DeviceCodeRow, name = '', problem = '', status = 200): FastifyReply {
    return this.show(signInView(this.texts, this.secrets, code, name, problem), status);
  }
}

async function start(visit: Visit, platform: Platform, typed: string): Promise<FastifyReply> {
  if (typed.trim() === '') return visit.showCode('', '');
  const code = await platform.deviceAuthorization.find(typed, visit.request.ip);
  return code.ok ? visit.showSignIn(code.value) : visit.showCodeProblem(typed, code.error);
}

async function signIn(visit: Visit, platform: Platform, fields: FormBody): Promise<FastifyReply> {
  const { texts } = visit;
  const code = await platform.deviceAuthorization.find(fields['user_code'] ?? '', visit.request.ip);
  if (!code.ok) return visit.showCodeProblem(fields['user_code'] ?? '', code.error);
  const name = fields['name'] ?? '';
  const account = await platform.accounts.signIn(name, fields['password'] ?? '', visit.request.ip);
  if (!account.ok) {
    const isLimited = account.error.code === 'http.rate-limited';
    return visit.showSignIn(code.value, name, isLimited ? texts.tooMany : texts.wrongPassword, isLimited ? 429 : 401);
  }
  // Expired accounts may go on: the television then says what is wrong and how to renew.
  if (account.value.status === 'suspended') return visit.showSignIn(code.value, name, texts.suspended, 403);
  const ticket = visit.guard.ticket(visit.browser, account.value.id, code.value.id, TICKET_LIFE_MS);
  return visit.show(confirmView(texts, visit.secrets, code.value, account.value.name, ticket));
}

async function decideCode(visit: Visit, platform: Platform, fields: FormBody): Promise<FastifyReply> {
  const code = await platform.deviceAuthorization.find(fields['user_code'] ?? '', visit.request.ip);
  if (!code.ok) return visit.showCode('', code.error.code === 'http.rate-limited' ? visit.texts.tooMany : visit.texts.tooLate, 410);
  const accountId = visit.guard.readTicket(visit.browser, fields['ticket'] ?? '', code.value.id);
  if (accountId === null) return visit.showCode('', visit.texts.formExpired, 403);
  const isConfirmed = fields['decision'] === 'confirm';
  const isDecided = await platform.deviceAuthorization.decide(code.value, isConfirmed, accountId);
  return isDecided ? visit.show(decidedView(visit.texts, isConfirmed)) : visit.showCode('', visit.texts.tooLate, 410);
}

/**
 * The phone page of the device grant, `/activate` and its short form `/tv`: shows the code and the device's name, signs in,
 * asks to confirm. Plain forms, no scripts; the code in the QR address is shown and asked about, never taken on trust
 * (RFC 8628 section 5.4).
 */
export function activatePlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const guard = new FormGuard(platform.keys, platform.nowMs);

  for (const path of ['/activate', '/tv']) {
    app.get(path, async (request, reply) => {
      const visit = new Visit(platform, guard, request, reply);
      return start(visit, platform, readFields({ query: request.query })['user_code'] ?? '');
    });
  }

  const addForm = (path: string, handle: (visit: Visit, platform: Platform, fields: FormBody) => Promise<FastifyReply>): void => {
    app.post(path, async (request, reply) => {
      const fields = readFields({ body: request.body });
      const isOwn = guard.isOwnForm(request, fields['form_token'] ?? '');
      const visit = new Visit(platform, guard, request, reply);
      return isOwn ? handle(visit, platform, fields) : visit.showCode('', visit.texts.formExpired, 403);
    });
  };
  addForm('/activate', (visit, _platform, fields) => start(visit, platform, fields['user_code'] ?? ''));
  addForm('/activate/sign-in', signIn);
  addForm('/activate/decision', decideCode);
}
