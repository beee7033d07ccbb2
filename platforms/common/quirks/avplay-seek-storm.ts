import { hostIs } from './host-is';
import type { Quirk } from './quirk';

/** AVPlay wedges under quick seeks. */
export const AVPLAY_SEEK_STORM: Quirk = {
  id: 'avplay-seek-storm',
  appliesTo: (capabilities) => hostIs(capabilities, 'Tizen'),
  symptom: 'Several quick seeks, or a seek while buffering, wedge the player until it is stopped and prepared again; sometimes neither callback of a seek ever fires, sometimes both do.',
  measure: 'Seeks are folded for 300 ms, one runs at a time, the first callback counts, and after 8 s without one the seek is taken to be over.',
  devices: 'Samsung, Tizen 3.0 and newer',
  date: '2026-11-24',
  link: 'https://github.com/NuvioMedia/NuvioTVSmart/issues/838',
  removal: 'A set of each platform year passes 200 seeks in 20 seconds with the measure switched off.',
};
