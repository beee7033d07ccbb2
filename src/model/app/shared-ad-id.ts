import { hostOf } from '#core/account';
import type { AdvertisingId } from '#core/ads';
import type { SessionModel } from '#model/session';
import type { SettingsModel } from '#model/settings';
import type { Host } from '#ports';

/** What is asked before the id goes anywhere. */
interface Asked {
  readonly settings: Pick<SettingsModel, 'values'>;
  readonly session: Pick<SessionModel, 'profile'>;
}

/**
 * The set's advertising id for one request of advertising: only with the viewer's leave, never for children, over https alone, and not to the platform,
 * which knows whose set this is. Asked for anew each time: its owner may have reset or limited it.
 */
export function sharedAdId({ adId, platformUrl }: Pick<Host, 'adId' | 'platformUrl'>, { settings, session }: Asked, url: string): AdvertisingId | null {
  if (adId === null || !settings.values.peek().isAdIdShared || session.profile.peek()?.isKids !== false) return null;
  if (!/^https:\/\//i.test(url) || (platformUrl !== null && hostOf(url) === hostOf(platformUrl))) return null;
  const id = adId.id();
  return id === null ? null : { id, kind: adId.kind };
}
