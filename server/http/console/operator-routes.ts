import { Type } from '@sinclair/typebox';
import { AppError } from '#core/base';
import type { ConsoleAudit, ConsoleOperator } from '#server/console';
import { readablePassword } from '#server/domain';
import type { Platform } from '#server/domain';
import type { ConsoleRoutes } from './console-routes';

const AUDIT_PAGE = 100;
const Role = Type.Union([Type.Literal('owner'), Type.Literal('editor'), Type.Literal('support')]);
const NewOperator = Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }), role: Role }, { additionalProperties: false });
const Changes = Type.Object({ role: Type.Optional(Role), isActive: Type.Optional(Type.Boolean()) }, { additionalProperties: false });
const OwnPassword = Type.Object({ old: Type.String({ maxLength: 256 }), password: Type.String({ maxLength: 256 }) }, { additionalProperties: false });

/** `operators`, `audit`, and one's own password. */
export function operatorRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { operators, store } = platform;

  routes.read('operators', 'operators', async ({ who }): Promise<{ items: readonly ConsoleOperator[] }> => ({
    items: (await store.console.operators()).map(({ id, name, role, isActive }) => ({ id, name, role, isActive, isSelf: id === who.operator.id })),
  }));

  routes.change('POST', 'operators', 'operators', NewOperator, async ({ body }) => {
    const password = readablePassword(4);
    const row = await operators.add(body.name, password, body.role);
    return { answer: { name: row.name, password, streamName: '', streamPassword: '' }, note: { action: 'operator.add', subject: row.name, detail: row.role } };
  });

  routes.change('PUT', 'operators/:id', 'operators', Changes, async ({ id, body, who }) => {
    if (id === who.operator.id) throw new AppError('input.invalid', { message: 'Another owner has to change you.' });
    const { role, isActive } = body;
    const row = await operators.change(id, { ...(role === undefined ? {} : { role }), ...(isActive === undefined ? {} : { isActive }) });
    return { note: { action: 'operator.change', subject: row.name, detail: `${row.role}, ${row.isActive ? 'on' : 'off'}` } };
  });

  routes.change('POST', 'operators/:id/password', 'operators', null, async ({ id }) => {
    const password = readablePassword(4);
    const row = await operators.change(id, { password });
    return { answer: { name: row.name, password, streamName: '', streamPassword: '' }, note: { action: 'operator.password', subject: row.name } };
  });

  routes.change('POST', 'own-password', 'look', OwnPassword, async ({ body, who }) => {
    if (!(await operators.isOwnPassword(who.operator, body.old))) throw new AppError('input.invalid', { message: 'The old password is wrong.' });
    await operators.change(who.operator.id, { password: body.password });
    return { note: { action: 'operator.own-password', subject: who.operator.name } };
  });

  routes.read('audit', 'operators', async ({ query }): Promise<{ items: readonly ConsoleAudit[] }> => {
    const before = Number(query['before'] ?? 0);
    const rows = await store.console.audit(Number.isSafeInteger(before) ? before : 0, AUDIT_PAGE);
    return { items: rows.map(({ sequence, atMs, operatorName, action, subject, detail }) => ({ sequence, atMs, operator: operatorName, action, subject, detail })) };
  });
}
