import { hostIs } from './host-is';
import type { Quirk } from './quirk';

/** Native players are slow to name a dead host. */
export const NATIVE_SLOW_DEAD_HOST: Quirk = {
  id: 'native-slow-dead-host',
  appliesTo: (capabilities) => hostIs(capabilities, 'Tizen') || hostIs(capabilities, 'webOS'),
  symptom: 'A host that does not answer is reported after about 30 s (AVPlay) or never (webOS).',
  measure: 'The host is asked with HEAD beside the player; without any sign of life the load fails after 8 s.',
  devices: 'Samsung and LG, all',
  date: '2026-11-24',
  link: 'https://github.com/NuvioMedia/NuvioTVSmart/issues/822',
  removal: 'The native player reports an unroutable address within 10 s on every served version.',
};
