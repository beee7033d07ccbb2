import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Platform, SandboxProvider } from '#server/domain';
import { dueMinor, isSettled } from '#server/store';
import type { OrderRow } from '#server/store';
import { readFields } from '../form-body';
import { doneView, noticeView } from './activate-views';
import { FormGuard } from './form-guard';
import { html } from './html';
import type { Markup } from './html';
import { fill, pageLanguage, sendPage } from './page';
import { amountText } from './pay-views';

/**
 * `/sandbox/pay/<reference>`: the page of the embedded sandbox, which stands in for a payment provider's. It exists only where the
 * operator set the sandbox up, says on its face that no money moves, and reports by a signed webhook like any provider.
 */
export function sandboxPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { sandbox } = platform;
  if (sandbox === null) return;
  const guard = new FormGuard(platform.keys, platform.nowMs);
  addPage(app, platform, sandbox, guard);
}

function addPage(app: FastifyInstance, platform: Platform, sandbox: SandboxProvider, guard: FormGuard): void {
  type Request = FastifyRequest<{ Params: { reference: string } }>;
  const path = '/sandbox/pay/:reference';
  const find = (request: Request): Promise<OrderRow | null> => platform.store.money.orderByReference(sandbox.id, request.params.reference);

  const say = (request: Request, reply: FastifyReply, status: number, content: Markup): FastifyReply => {
    const { texts } = pageLanguage(request);
    return sendPage(request, reply, { status, platformName: platform.config.name, title: texts.sandboxTitle, content });
  };

  app.get<{ Params: { reference: string } }>(path, async (request, reply) => {
    const { texts, language } = pageLanguage(request);
    const order = await find(request);
    if (order === null) return say(request, reply, 404, noticeView(texts.notFoundHeading, texts.notFoundHint, null));
    if (isSettled(order)) return say(request, reply, 200, doneView(texts.sandboxPaidHeading, texts.sandboxPaidHint));
    const token = guard.formToken(guard.begin(request, reply));
    const heading = fill(texts.sandboxHeading, { amount: amountText(dueMinor(order), order.currency, language) });
    const content = html`<h1>${heading}</h1><p class="strong">${texts.sandboxHint}</p><form method="post"><input type="hidden" name="form_token" value="${token}"><button name="decision" value="pay">${texts.sandboxPay}</button><button class="second" name="decision" value="decline">${texts.sandboxDecline}</button></form>`;
    return sendPage(request, reply, { status: 200, platformName: platform.config.name, title: texts.sandboxTitle, content });
  });

  app.post<{ Params: { reference: string } }>(path, async (request, reply) => {
    const { texts } = pageLanguage(request);
    const fields = readFields({ body: request.body });
    if (!guard.isOwnForm(request, fields['form_token'] ?? '')) return say(request, reply, 403, noticeView(texts.failedHeading, texts.formExpired, null));
    const order = await find(request);
    if (order === null) return say(request, reply, 404, noticeView(texts.notFoundHeading, texts.notFoundHint, null));
    const isPaying = fields['decision'] === 'pay';
    const received = await platform.billing.receive(sandbox.id, sandbox.webhook(isPaying ? 'paid' : 'failed', order, dueMinor(order)));
    if (!received.ok) throw received.error;
    return say(request, reply, 200, isPaying ? doneView(texts.sandboxPaidHeading, texts.sandboxPaidHint) : noticeView(texts.sandboxDeclinedHeading, texts.sandboxDeclinedHint, null));
  });
}
