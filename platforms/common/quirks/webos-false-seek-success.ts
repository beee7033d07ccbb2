import { hostIs } from './host-is';
import type { Quirk } from './quirk';

/** webOS reports failed seeks as successes. */
export const WEBOS_FALSE_SEEK_SUCCESS: Quirk = {
  id: 'webos-false-seek-success',
  appliesTo: (capabilities) => hostIs(capabilities, 'webOS'),
  symptom: 'A failed seek is reported as success; the picture goes on elsewhere.',
  measure: 'After a seek the position is compared with the target; a miss is sought once more.',
  devices: 'LG, all',
  date: '2026-11-24',
  link: 'https://github.com/webosose/chromium68',
  removal: 'The media client of the newest webOS reports seek failures to the page.',
};
