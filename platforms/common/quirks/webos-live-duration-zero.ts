import { hostIs } from './host-is';
import type { Quirk } from './quirk';

/** webOS gives live streams the duration 0. */
export const WEBOS_LIVE_DURATION_ZERO: Quirk = {
  id: 'webos-live-duration-zero',
  appliesTo: (capabilities) => hostIs(capabilities, 'webOS'),
  symptom: 'Live HLS has duration 0 instead of Infinity on some firmware.',
  measure: 'Duration 0 of a native stream counts as live.',
  devices: 'LG, webOS 3 to 5',
  date: '2026-11-24',
  link: 'https://github.com/webosose/chromium68',
  removal: 'No served version reports 0 for a live playlist.',
};
