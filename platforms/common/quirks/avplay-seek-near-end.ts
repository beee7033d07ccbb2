import { hostIs } from './host-is';
import type { Quirk } from './quirk';

/** AVPlay fails near the end of an asset. */
export const AVPLAY_SEEK_NEAR_END: Quirk = {
  id: 'avplay-seek-near-end',
  appliesTo: (capabilities) => hostIs(capabilities, 'Tizen'),
  symptom: 'A seek past the last key frame answers SEEK_FAILED or hangs.',
  measure: 'Seeks keep three seconds away from the end and are tried once more five seconds earlier.',
  devices: 'Samsung, all',
  date: '2026-11-24',
  link: 'https://github.com/Scdouglas1999/Tally',
  removal: 'Seeking to the last half second of an MP4 and an HLS film ends with onstreamcompleted on the oldest and newest set.',
};
