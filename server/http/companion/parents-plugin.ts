import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#core/base';
import type { Platform, TimeRequest } from '#server/domain';
import type { AccountRow } from '#server/store';
import type { PageTexts } from '#server/texts';
import { readFields } from '../form-body';
import type { FormBody } from '../form-body';
import { noticeView } from '../pages/activate-views';
import { FormGuard } from '../pages/form-guard';
import type { Markup } from '../pages/html';
import { fill, pageLanguage, sendPage } from '../pages/page';
import { readCookie, strictCookie } from '../strict-cookie';
import { answeredView, noQuestionView, parentsSignInView, questionView } from './parents-views';

const COOKIE = { name: 'hearth_parent', path: '/parents' };
/** A parent's phone stays signed in so long. It opens nothing but this page, and every answer needs the PIN. */
const LIFE_MS = 30 * DAY_MS;
/** How often a page nobody asks anything looks again. */
const LOOK_SEC = 5;

/** What a parent's cookie holds: an account and a time, signed; a new password ends it. */
class ParentCookie {
  constructor(private readonly platform: Platform) {}

  write(request: FastifyRequest, reply: FastifyReply, account: AccountRow | null): void {
    const until = String(this.platform.nowMs() + LIFE_MS);
    const value = account === null ? '' : `${account.id}.${until}.${this.platform.keys.sign('form', this.text(account, until))}`;
    reply.header('set-cookie', strictCookie(request, COOKIE, value, LIFE_MS / SECOND_MS));
  }

  async read(request: FastifyRequest): Promise<AccountRow | null> {
    const [id = '', until = '', signature = ''] = readCookie(request, COOKIE, /^[\w.-]+$/).split('.');
    const account = id === '' || Number(until) <= this.platform.nowMs() ? null : await this.platform.store.accounts.byId(id);
    if (account === null || account.status === 'suspended') return null;
    return this.platform.keys.isSigned('form', this.text(account, until), signature) ? account : null;
  }

  private text(account: AccountRow, until: string): string {
    return `parent|${account.id}|${until}|${account.passwordHash}`;
  }
}

/** One request to the page. */
class Visit {
  readonly texts: PageTexts;

  constructor(
    private readonly platform: Platform,
    readonly guard: FormGuard,
    readonly request: FastifyRequest,
    readonly reply: FastifyReply,
  ) {
    this.texts = pageLanguage(request).texts;
  }

  get formToken(): string {
    return this.guard.formToken(this.guard.begin(this.request, this.reply));
  }

  show(content: Markup, status = 200): FastifyReply {
    return sendPage(this.request, this.reply, { status, platformName: this.platform.config.name, title: this.texts.parentsTitle, content });
  }

  showSignIn(name: string, problem: string, status = 200): FastifyReply {
    return this.show(parentsSignInView(this.texts, this.formToken, name, problem), status);
  }

  async showQuestion(request: TimeRequest, code: string, problem = '', status = 200): Promise<FastifyReply> {
    const hasPin = await this.platform.timeRequests.hasPin(request.accountId);
    return this.show(questionView(this.texts, this.formToken, { request, hasPin, code }, problem), status);
  }

  showOver(): FastifyReply {
    return this.show(noticeView(this.texts.timeOver, '', { href: '/parents', label: this.texts.parentsTitle }), 410);
  }
}

/**
 * `/parents`: a parent answers a child who asks for more time, with the code the set shows, or signed in from anywhere. Plain forms without
 * scripts; every answer needs the household's PIN, whose wrong tries are counted as on the set.
 */
export function parentsPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const guard = new FormGuard(platform.keys, platform.nowMs);
  const cookie = new ParentCookie(platform);

  app.get('/parents', async (request, reply) => open(new Visit(platform, guard, request, reply), platform, cookie));

  const addForm = (path: string, handle: (visit: Visit, fields: FormBody) => Promise<FastifyReply>): void => {
    app.post(path, async (request, reply) => {
      const fields = readFields({ body: request.body });
      const visit = new Visit(platform, guard, request, reply);
      return guard.isOwnForm(request, fields['form_token'] ?? '') ? handle(visit, fields) : visit.showSignIn('', visit.texts.formExpired, 403);
    });
  };
  addForm('/parents/sign-in', (visit, fields) => signIn(visit, platform, cookie, fields));
  addForm('/parents/sign-out', async (visit) => {
    cookie.write(visit.request, visit.reply, null);
    return visit.reply.redirect('/parents', 303);
  });
  addForm('/parents/answer', (visit, fields) => answer(visit, platform, cookie, fields));
}

async function open(visit: Visit, platform: Platform, cookie: ParentCookie): Promise<FastifyReply> {
  const { request, texts } = visit;
  const code = readFields({ query: request.query })['code'] ?? '';
  if (code !== '') {
    const found = await platform.timeRequests.find(code, request.ip);
    if (found.ok) return visit.showQuestion(found.value, code);
    const isLimited = found.error.code === 'http.rate-limited';
    return visit.showSignIn('', isLimited ? texts.tooMany : texts.timeOver, isLimited ? 429 : 404);
  }
  const account = await cookie.read(request);
  if (account === null) return visit.showSignIn('', '');
  const [asked] = await platform.timeRequests.of(account.id);
  if (asked !== undefined) return visit.showQuestion(asked, '');
  visit.reply.header('refresh', String(LOOK_SEC));
  return visit.show(noQuestionView(texts, visit.formToken, account.name));
}

async function signIn(visit: Visit, platform: Platform, cookie: ParentCookie, fields: FormBody): Promise<FastifyReply> {
  const { texts, request, reply } = visit;
  const name = fields['name'] ?? '';
  const account = await platform.accounts.signIn(name, fields['password'] ?? '', request.ip);
  if (!account.ok) {
    const isLimited = account.error.code === 'http.rate-limited';
    return visit.showSignIn(name, isLimited ? texts.tooMany : texts.wrongPassword, isLimited ? 429 : 401);
  }
  if (account.value.status === 'suspended') return visit.showSignIn(name, texts.suspended, 403);
  cookie.write(request, reply, account.value);
  return reply.redirect('/parents', 303);
}

async function answer(visit: Visit, platform: Platform, cookie: ParentCookie, fields: FormBody): Promise<FastifyReply> {
  const { texts } = visit;
  const code = fields['code'] ?? '';
  const asked = await findAsked(platform, visit.request, cookie, fields);
  const account = asked === null ? null : await platform.store.accounts.byId(asked.accountId);
  if (asked === null || account === null) return visit.showOver();
  const minutes = Number(fields['minutes'] ?? 0);
  const decided = await platform.timeRequests.decide(account, asked.id, minutes, fields['proof'] ?? '');
  switch (decided.kind) {
    case 'right':
      return visit.show(answeredView(texts, minutes));
    case 'wrong':
      return visit.showQuestion(asked, code, fill(texts.timeWrong, { count: String(decided.triesLeft) }), 401);
    case 'locked':
      return visit.showQuestion(asked, code, fill(texts.timeLocked, { count: String(Math.ceil(decided.waitMs / MINUTE_MS)) }), 429);
    case 'over':
      return visit.showOver();
  }
}

/** The question an answer is for: by the code of the set, or one of the signed-in parent's own account. */
async function findAsked(platform: Platform, request: FastifyRequest, cookie: ParentCookie, fields: FormBody): Promise<TimeRequest | null> {
  const { timeRequests } = platform;
  const id = fields['id'] ?? '';
  const code = fields['code'] ?? '';
  if (code !== '') {
    const found = await timeRequests.find(code, request.ip);
    return found.ok && found.value.id === id ? found.value : null;
  }
  const account = await cookie.read(request);
  return account === null ? null : ((await timeRequests.of(account.id)).find((asked) => asked.id === id) ?? null);
}
