import { hostIs } from './host-is';
import type { Quirk } from './quirk';

/** webOS sends a click and a key for one press. */
export const WEBOS_CLICK_AND_OK: Quirk = {
  id: 'webos-click-and-ok',
  appliesTo: (capabilities) => hostIs(capabilities, 'webOS'),
  symptom: 'OK with the pointer arrives as a click and, on some sets, also as key 13 within about 400 ms.',
  measure: 'Whichever of the two comes second within 450 ms is dropped.',
  devices: 'LG with Magic Remote',
  date: '2026-11-24',
  link: 'https://webostv.developer.lge.com/develop/guides/magic-remote',
  removal: 'A log of both events on sets of 2018 to the newest shows one event per press.',
};
