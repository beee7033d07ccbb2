import { hostIs } from './host-is';
import type { Quirk } from './quirk';

/** Old webOS has no exit question of its own. */
export const WEBOS_BACK_GOES_HOME: Quirk = {
  id: 'webos-back-goes-home',
  appliesTo: (capabilities) => hostIs(capabilities, 'webOS', '0', '6'),
  symptom: 'platformBack() leaves for Home without a question.',
  measure: 'The app asks its own exit question there; from webOS 6 on the system asks.',
  devices: 'LG, webOS 3 to 5',
  date: '2026-11-24',
  link: 'https://webostv.developer.lge.com/develop/guides/back-button',
  removal: 'webOS 5 is no longer served.',
};
