import { hostIs } from './host-is';
import type { Quirk } from './quirk';

/** webOS announces audio tracks switched off. */
export const WEBOS_AUDIO_TRACKS_OFF: Quirk = {
  id: 'webos-audio-tracks-off',
  appliesTo: (capabilities) => hostIs(capabilities, 'webOS', '4'),
  symptom: 'Audio tracks are announced switched off; a file plays without sound.',
  measure: 'When no track is on after the metadata, the first one is switched on.',
  devices: 'LG, seen on webOS 5',
  date: '2026-11-24',
  link: 'https://github.com/webosose/chromium68',
  removal: 'A film with one audio track is heard on webOS 5 with the measure switched off.',
};
