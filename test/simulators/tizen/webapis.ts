import { askLicence } from '../core/ask-licence';
import type { ScreenSaver } from '../core/screen-saver';
import type { TelevisionParts } from '../core/television-parts';
import type { VoiceGuide } from '../core/voice-guide';
import { SetMemory } from './set-memory';
import { SimulatedAvplay } from './simulated-avplay';
import type { AvplaySet } from './simulated-avplay';
import { createBilling } from './simulated-billing';
import type { SimulatedVoice } from './simulated-voice';
import { createWidgetData } from './simulated-widgetdata';
import { WebApiException } from './web-api-exception';

const NETWORK = 'http://developer.samsung.com/privilege/network.public';
const PRODUCT = 'http://developer.samsung.com/privilege/productinfo';
const ADS = 'http://developer.samsung.com/privilege/adinfo';
const DRM = 'http://developer.samsung.com/privilege/drmplay';

/** How many players the store hands out (T-11). */
const STORE_LIMIT = 4;
const VOICE_GUIDE_KEY = 15;
/** The first Tizen with the assistant's interface. */
const VOICE_SINCE = 6;

/** Whether the app keeps the screen saver away. */
export interface ScreenSaverSwitch {
  isAllowed: boolean;
}

/** What the set's owner chose about advertising; `none`: there is no id yet. */
export interface OwnersChoice {
  adId: 'free' | 'limited' | 'none';
}

/** What `getTIFA` answers. */
export const SIMULATED_AD_ID = 'a1b2c3d4-0000-4000-8000-simulatedtifa';

/** The two things of a set that have to do with voices: its reader, and its assistant. */
export interface Voices {
  readonly guide: VoiceGuide;
  readonly assistant: SimulatedVoice;
}

/** What of `window.webapis` the simulator must reach into. */
export interface Webapis {
  readonly api: object;
  readonly owner: OwnersChoice;
  readonly players: readonly SimulatedAvplay[];
}

/** `window.webapis`: the players, the product, the network, the settings. */
export function createWebapis(parts: TelevisionParts, { guide: voice, assistant }: Voices, saver: ScreenSaver, saverSwitch: ScreenSaverSwitch): Webapis {
  const { config, journal, timers, chaos, bank, createDecoder, line } = parts;
  const needs = (privilege: string): void => {
    if (config.privileges.includes(privilege)) return;
    journal.violation(`a call without its privilege: ${privilege}`);
    throw new WebApiException('SecurityError', privilege);
  };
  const needsLine = (): void => {
    needs(NETWORK);
    if (!line.isUp) throw new WebApiException('InvalidStateError', 'not connected');
  };
  const set: AvplaySet = {
    journal, timers, chaos, bank, createDecoder,
    suspendedState: Number(config.preset.osVersion) >= 6 ? 'NONE' : 'PAUSED',
    hasDrmPrivilege: config.privileges.includes(DRM),
    canPrebuffer: config.preset.canPrebuffer,
    askLicence: (url) => askLicence(parts.window, url),
  };
  const players = [new SimulatedAvplay(set)];
  const owner: OwnersChoice = { adId: 'none' };
  const product = <T>(value: T) => (): T => {
    needs(PRODUCT);
    return value;
  };
  const listeners = createListeners(parts);
  const api = {
    avplay: players[0],
    avplaystore: {
      getPlayer: () => {
        if (players.length > STORE_LIMIT) throw new WebApiException('QuotaExceededError', 'four players at most');
        const player = new SimulatedAvplay(set, `store ${String(players.length)}`);
        players.push(player);
        return player;
      },
    },
    appcommon: {
      AppCommonScreenSaverState: { SCREEN_SAVER_OFF: 0, SCREEN_SAVER_ON: 1 },
      setScreenSaver: (state: unknown, ok?: () => void) => {
        if (state !== 0 && state !== 1) throw new WebApiException('TypeMismatchError', 'state');
        saverSwitch.isAllowed = state === 1;
        journal.event(`screen saver ${state === 1 ? 'allowed' : 'kept away'}`);
        saver.rest();
        if (ok !== undefined) timers.after(0, ok);
      },
      getVersion: () => '1.0',
    },
    productinfo: {
      getModel: product(config.preset.model), getRealModel: product(config.preset.model), getModelCode: product('26_SIM'), getFirmware: product('T-SIM'),
      getDuid: product('SIMULATED'), isUdPanelSupported: product(config.preset.hasUhd), is8KPanelSupported: product(false), isUHDAModel: product(false),
      getSystemConfig: product('DE'),
    },
    billing: createBilling(parts),
    widgetdata: createWidgetData(parts, new SetMemory(parts.window)),
    ...(Number(config.preset.osVersion) >= VOICE_SINCE ? { voiceinteraction: assistant.api } : {}),
    systeminfo: { getMaxVideoResolution: () => ({ width: 3840, height: 2160, frameRate: 60 }), isSupportedVideoCodec: () => true, isSupportedAudioCodec: () => true },
    avinfo: { isHdrTvSupport: () => config.preset.hasUhd },
    tvinfo: {
      TvInfoMenuKey: { VOICE_GUIDE_KEY },
      getMenuValue: (key: unknown) => (key === VOICE_GUIDE_KEY && voice.isOn ? 1 : 0),
      addCaptionChangeListener: (key: unknown, listener: (key: unknown) => void) => {
        const leave = voice.onChange(() => { listener(key); });
        return listeners.keep(leave);
      },
      removeCaptionChangeListener: listeners.end,
    },
    network: {
      NetworkState: { GATEWAY_CONNECTED: 4, GATEWAY_DISCONNECTED: 5 },
      isConnectedToGateway: () => { needs(NETWORK); return line.isUp; },
      getActiveConnectionType: () => { needs(NETWORK); return line.isUp ? 3 : 0; },
      getIp: () => { needsLine(); return '192.0.2.10'; },
      getGateway: () => { needsLine(); return '192.0.2.1'; },
      getMac: () => { needsLine(); return '02:00:00:00:00:01'; },
      getDns: () => { needsLine(); return '192.0.2.1'; },
      addNetworkStateChangeListener: (listener: (state: number) => void) => {
        needs(NETWORK);
        return listeners.keep(line.onChange((isUp) => { listener(isUp ? 4 : 5); }));
      },
      removeNetworkStateChangeListener: listeners.end,
    },
    adinfo: {
      getTIFA: () => {
        needs(ADS);
        if (owner.adId === 'none') throw new WebApiException('InvalidStateError', 'no PSID');
        return SIMULATED_AD_ID;
      },
      isLATEnabled: () => { needs(ADS); return owner.adId === 'limited'; },
    },
  };
  return { api, players, owner };
}

function createListeners(parts: TelevisionParts): { keep: (leave: () => void) => number; end: (id: number) => void } {
  const kept = new Map<number, () => void>();
  let next = 0;
  return {
    keep: (leave) => {
      next += 1;
      kept.set(next, leave);
      return next;
    },
    end: (id) => {
      const leave = kept.get(id);
      if (leave === undefined) {
        parts.journal.violation(`no listener ${String(id)}`);
        throw new WebApiException('InvalidValuesError', 'listener id');
      }
      kept.delete(id);
      leave();
    },
  };
}
