import { hostIs } from './host-is';
import type { Quirk } from './quirk';

/** AVPlay must not be paused or sought while a live transport stream starts. */
export const AVPLAY_EARLY_LIVE_TS: Quirk = {
  id: 'avplay-early-live-ts',
  appliesTo: (capabilities) => hostIs(capabilities, 'Tizen'),
  symptom: 'Pausing or seeking a live MPEG-TS stream before the picture moves leaves the player stuck.',
  measure: 'Pause and seek wait for the first time event.',
  devices: 'Samsung, all',
  date: '2026-11-24',
  link: 'https://github.com/flutter-tizen/plugins/issues/732',
  removal: 'Pause right after play on a live .ts address and play again shows a picture on three sets of different years.',
};
