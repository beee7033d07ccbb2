import { Type } from '@sinclair/typebox';
import { SUPPORT_FIXES } from '#core/wire';
import type { ConsoleSupport } from '#server/console';
import type { Platform } from '#server/domain';
import type { ConsoleRoutes } from './console-routes';
import { AccountNames } from './item-names';

const Proposal = Type.Object({ fix: Type.Union(SUPPORT_FIXES.map((fix) => Type.Literal(fix))) }, { additionalProperties: false });

/** `support`: what a set that shows a code says of itself, and what is proposed to its viewer. */
export function supportRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { support } = platform;

  routes.read('support/:id', 'help', async ({ id, who }): Promise<ConsoleSupport> => {
    const seen = await support.see(id, who.operator.name);
    if (!seen.ok) throw seen.error;
    const { code, accountId, deviceName, diagnostics, openedAtMs, expiresAtMs, fix, answer } = seen.value;
    const accountName = await new AccountNames(platform).of(accountId);
    return { code, accountId, accountName, deviceName, diagnostics, openedAtMs, expiresAtMs, fix, answer, fixes: SUPPORT_FIXES };
  });

  routes.change('PUT', 'support/:id', 'help', Proposal, async ({ id, who, body }) => {
    const proposed = await support.propose(id, who.operator.name, body.fix);
    if (!proposed.ok) throw proposed.error;
    return { note: { action: 'support.propose', subject: proposed.value.accountId, detail: body.fix } };
  });
}
