import { hostIs } from './host-is';
import type { Quirk } from './quirk';

/** Older AVPlay takes the words of a Widevine session one by one. */
export const AVPLAY_WIDEVINE_OLD_CALLS: Quirk = {
  id: 'avplay-widevine-old-calls',
  appliesTo: (capabilities) => hostIs(capabilities, 'Tizen', '0', '5.5'),
  symptom: 'setDrm knows no SetProperties for Widevine: session and data type are operations of their own.',
  measure: 'Initialize, widevine_app_session and widevine_data_type are called instead.',
  devices: 'Samsung, Tizen 3.0 to 5.0',
  date: '2026-11-27',
  link: 'https://developer.samsung.com/smarttv/develop/guides/multimedia/media-playback/using-avplay.html',
  removal: 'A Widevine stream plays by SetProperties on sets of 2017 and 2019, or those leave the support tiers.',
};
