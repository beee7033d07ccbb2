import type { AVPlayManager } from 'tizen-tv-webapis';
import { AppError } from '#core/base';
import type { MediaDrm, MediaSource } from '#ports';

/** How AVPlay opens a protected stream; `null`: it is not protected. Throws `media.drm-unsupported` where it cannot. */
export function avplayDrm({ drm }: Pick<MediaSource, 'drm'>): MediaDrm | null {
  if (drm === undefined) return null;
  // Widevine needs a challenge carried by the app in a form nobody documents whole; ClearKey it does not know (tv-platforms 2.12).
  const offer = drm.find(({ system, url }) => system === 'playready' && url !== '');
  if (offer === undefined) throw new AppError('media.drm-unsupported', { facts: { engine: 'avplay' } });
  return offer;
}

/** Tells AVPlay where to fetch licences by itself. Legal in IDLE alone, and with the privilege `drmplay`. */
export function setAvplayDrm(native: Pick<AVPlayManager, 'setDrm'>, { url }: MediaDrm): void {
  native.setDrm('PLAYREADY', 'SetProperties', JSON.stringify({ LicenseServer: url, DeleteLicenseAfterUse: true }));
}
