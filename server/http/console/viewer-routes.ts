import { Type } from '@sinclair/typebox';
import type { ConsoleViewers } from '#server/console';
import type { Platform } from '#server/domain';
import type { ConsoleRoutes } from './console-routes';

const Version = Type.Object({ minAppVersion: Type.String({ maxLength: 20 }) }, { additionalProperties: false });
const Moment = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 });
const Message = Type.Object({ text: Type.String({ maxLength: 300 }), fromMs: Moment, untilMs: Moment }, { additionalProperties: false });

/** `viewers`: the message shown to them, and the oldest app they may have. */
export function viewerRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { settings } = platform;

  routes.read('viewers', 'look', async (): Promise<ConsoleViewers> => ({
    minAppVersion: await settings.minAppVersion(), message: await settings.message(), isShown: (await settings.shownText()) !== '',
  }));

  routes.change('PUT', 'viewers/version', 'viewers', Version, async ({ body }) => {
    await settings.setMinAppVersion(body.minAppVersion.trim());
    return { note: { action: 'viewers.version', subject: body.minAppVersion.trim() || 'the platform’s own' } };
  });

  routes.change('PUT', 'viewers/message', 'viewers', Message, async ({ body }) => {
    await settings.setMessage(body);
    return { note: { action: 'viewers.message', subject: body.text } };
  });

  routes.change('DELETE', 'viewers/message', 'viewers', null, async () => {
    await settings.setMessage(null);
    return { note: { action: 'viewers.message-end', subject: '' } };
  });
}
