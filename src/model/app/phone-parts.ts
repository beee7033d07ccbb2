import { toAppError } from '#core/base';
import { createCompanionModel, createTimeAsk } from '#model/companion';
import type { CompanionModel, TimeAskModel } from '#model/companion';
import type { SessionCore } from '#model/session';
import type { Host } from '#ports';
import type { HttpClient } from '#sources/http';
import { CompanionClient, NearCompanion } from '#sources/platform';
import type { CompanionWay } from '#sources/platform';
import type { AppModel } from './app-model';

type PhoneApp = AppModel & { readonly session: SessionCore };

/** A set with a service of its own serves the phone itself: nothing that is typed leaves the home. */
function chooseWay({ service, platformUrl }: Host, client: HttpClient): CompanionWay {
  const far = new CompanionClient(client, platformUrl ?? '');
  return service === null ? far : new NearCompanion(client, service, platformUrl === null ? null : far);
}

/** Makes the companion over the app; loaded when somebody asks for a phone. */
export function makeCompanion(host: Host, app: PhoneApp, client: HttpClient): CompanionModel {
  return createCompanionModel({
    ...host, ...app,
    client: chooseWay(host, client),
    deviceName: host.device.capabilities.host.model,
    openLineup: () => app.openLineup(),
    judgePin: async (pin) => (await app.parental.control())?.judge(pin) ?? { kind: 'failed', error: toAppError(null) },
  });
}

/** Asks a parent for more time for who watches; `null` when nobody does. */
export async function makeTimeAsk(host: Host, app: PhoneApp, companion: CompanionModel, reason: 'budget' | 'bedtime'): Promise<TimeAskModel | null> {
  const time = await app.openWatchTime();
  const profile = app.session.profile.peek();
  if (profile === null) return null;
  return createTimeAsk({ clock: host.clock, api: app.session.platformApi(), companion, profile, reason, onGranted: (minutes) => time.grant(profile.id, minutes) });
}
