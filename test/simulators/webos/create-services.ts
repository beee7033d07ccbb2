import type { TelevisionParts } from '../core/television-parts';
import type { VoiceGuide } from '../core/voice-guide';
import type { Answer, Method, Services } from './luna-services';
import { APP_SERVICE, remoteService } from './remote-service';
import type { SimulatedDrm } from './simulated-drm';

/** What services reach of the set. */
export interface ServiceSet {
  readonly parts: TelevisionParts;
  readonly voice: VoiceGuide;
  readonly drm: SimulatedDrm;
  readonly spoken: string[];
  /** Clients that want to be asked before the screen saver begins; each gets a question and may refuse it. */
  readonly saverClients: Map<string, (question: Answer) => void>;
  readonly refuseSaver: (client: string, timestamp: unknown) => void;
  readonly launch: (id: string) => void;
}

/** A method whose value changes: answers now and, when subscribed, after every change. */
function watched(read: () => Answer, watch: (tell: () => void) => () => void): Method {
  return (parameters, answer) => {
    const isSubscribed = parameters['subscribe'] === true;
    answer({ ...read(), ...(isSubscribed ? { subscribed: true } : {}) });
    return isSubscribed ? watch(() => { answer(read()); }) : undefined;
  };
}

/** The services open to ordinary apps (tv-platforms 4.4). */
export function createServices(set: ServiceSet): Services {
  const { parts, voice } = set;
  const { preset } = parts.config;
  const connection = (): Answer => {
    const state = parts.line.isUp ? 'connected' : 'disconnected';
    return {
      isInternetConnectionAvailable: parts.line.isUp,
      wired: { state, ...(parts.line.isUp ? { ipAddress: '192.0.2.10', onInternet: 'yes' } : {}) }, wifi: { state: 'disconnected' }, wifiDirect: { state: 'disconnected' },
    };
  };
  const getStatus = watched(connection, (tell) => parts.line.onChange(tell));
  const settings = (parameters: Answer): Answer => {
    const keys = Array.isArray(parameters['keys']) ? (parameters['keys'] as readonly unknown[]) : [];
    const all: Answer = {
      audioGuidance: voice.isOn ? 'on' : 'off', country: 'GBR', smartServiceCountryCode2: 'GB', captionEnable: 'off', soundOutput: 'tv_speaker',
      localeInfo: { locales: { UI: parts.window.navigator.language } },
    };
    const chosen: Record<string, unknown> = {};
    for (const key of keys) if (typeof key === 'string' && key in all) chosen[key] = all[key];
    return { category: parameters['category'] ?? '', settings: chosen };
  };
  return {
    [APP_SERVICE]: remoteService(parts),
    'com.webos.service.connectionmanager': { getStatus },
    'com.webos.service.drm': set.drm.methods,
    'com.webos.settingsservice': {
      getSystemSettings: (parameters, answer) => watched(() => settings(parameters), (tell) => voice.onChange(tell))(parameters, answer),
    },
    'com.webos.service.tts': {
      speak: (parameters, answer) => {
        const text = typeof parameters['text'] === 'string' ? parameters['text'] : '';
        if (text === '') answer({ returnValue: false, errorCode: -1, errorText: 'text is required' });
        else {
          // The service speaks whoever asks; keeping silent is the app's duty (W-23).
          if (!voice.isOn) parts.journal.violation('speech while audio guidance is off');
          set.spoken.push(text);
          answer({});
        }
      },
      stop: (_parameters, answer) => { answer({}); },
    },
    'com.webos.service.tvpower': {
      'power/registerScreenSaverRequest': (parameters, answer) => {
        const client = String(parameters['clientName']);
        set.saverClients.set(client, answer);
        answer({ subscribed: true });
        return () => { set.saverClients.delete(client); };
      },
      'power/responseScreenSaverRequest': (parameters, answer) => {
        if (parameters['ack'] === false) set.refuseSaver(String(parameters['clientName']), parameters['timestamp']);
        answer({});
      },
    },
    'com.webos.service.tv.systemproperty': {
      getSystemInfo: (_parameters, answer) => { answer({ modelName: preset.model, firmwareVersion: '03.00.00', UHD: String(preset.hasUhd), sdkVersion: preset.osVersion }); },
    },
    'com.webos.service.config': {
      getConfigs: (_parameters, answer) => { answer({ configs: { 'tv.model.modelname': preset.model, 'tv.model.supportHDR': preset.hasUhd }, missingConfigs: [] }); },
    },
    'com.webos.service.sm': {
      'deviceid/getIDs': (_parameters, answer) => { answer({ idList: [{ idType: 'LGUDID', idValue: '00000000-0000-0000-0000-000000000000' }] }); },
    },
    'com.webos.applicationManager': {
      launch: (parameters, answer) => {
        set.launch(String(parameters['id']));
        answer({});
      },
    },
  };
}
