export * from './avplay-early-live-ts';
export * from './avplay-seek-near-end';
export * from './avplay-seek-storm';
export * from './avplay-widevine-old-calls';
export * from './native-slow-dead-host';
export * from './quirk';
export * from './webos-audio-tracks-off';
export * from './webos-back-goes-home';
export * from './webos-click-and-ok';
export * from './webos-false-seek-success';
export * from './webos-live-duration-zero';

import { AVPLAY_EARLY_LIVE_TS } from './avplay-early-live-ts';
import { AVPLAY_SEEK_NEAR_END } from './avplay-seek-near-end';
import { AVPLAY_SEEK_STORM } from './avplay-seek-storm';
import { AVPLAY_WIDEVINE_OLD_CALLS } from './avplay-widevine-old-calls';
import { NATIVE_SLOW_DEAD_HOST } from './native-slow-dead-host';
import type { Quirk } from './quirk';
import { WEBOS_AUDIO_TRACKS_OFF } from './webos-audio-tracks-off';
import { WEBOS_BACK_GOES_HOME } from './webos-back-goes-home';
import { WEBOS_CLICK_AND_OK } from './webos-click-and-ok';
import { WEBOS_FALSE_SEEK_SUCCESS } from './webos-false-seek-success';
import { WEBOS_LIVE_DURATION_ZERO } from './webos-live-duration-zero';

/** Every quirk, by id; what docs/quirks.md lists. */
export const QUIRKS: readonly Quirk[] = [
  AVPLAY_EARLY_LIVE_TS, AVPLAY_SEEK_NEAR_END, AVPLAY_SEEK_STORM, AVPLAY_WIDEVINE_OLD_CALLS, NATIVE_SLOW_DEAD_HOST, WEBOS_AUDIO_TRACKS_OFF,
  WEBOS_BACK_GOES_HOME, WEBOS_CLICK_AND_OK, WEBOS_FALSE_SEEK_SUCCESS, WEBOS_LIVE_DURATION_ZERO,
];
