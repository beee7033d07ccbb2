import type { Journal } from '../core/journal';
import type { NativeTimers } from '../core/native-timers';
import type { Answer, Method } from './luna-services';

/** The set around the service. */
export interface DrmSet {
  readonly timers: NativeTimers;
  readonly journal: Journal;
  /** Asks a licence server as the set does by itself; answers its status, 0 for none. */
  readonly askLicence: (url: string) => Promise<number>;
}

/** What the set's player learns of its client. */
export type ClientVerdict = 'opened' | 'refused' | 'unknown';

interface Client {
  readonly id: string;
  server: string;
  messageId: string;
  uses: number;
  stopLooking: () => void;
}

/** Numbers of the service (webOSTV.js, `DRM.Error`). */
const NOT_LOADED = 0;
const WRONG_CLIENT = 502;
const INVALID = 504;
const WRONG_TYPE = 505;
/** Results of a message (OIPF volume 5). */
const DONE = 0;
const UNKNOWN_MESSAGE = 3;
const UNKNOWN_SYSTEM = 5;
const WRONG_FORMAT = 6;
const MESSAGE_TYPE = 'application/vnd.ms-playready.initiator+xml';
const SYSTEM_ID = 'urn:dvb:casystemid:19219';
const INITIATOR = /^<\?xml [^>]*\?>\s*<PlayReadyInitiator\s+xmlns="http:\/\/schemas\.microsoft\.com\/DRM\/2007\/03\/protocols\/"\s*>\s*<LicenseServerUriOverride>\s*<LA_URL>([^<>]*)<\/LA_URL>\s*<\/LicenseServerUriOverride>\s*<\/PlayReadyInitiator>\s*$/;
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos);)/;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };
/** Nothing plays with a client for so long: it was forgotten. */
const FORGOTTEN_MS = 5_000;
/** The service tells of a refusal after the player has failed: the order that is harder for apps. */
const TELL_MS = 100;
/** Eleven letters and digits, the last of them always 0. */
const LETTERS = 'ISQTUFWV5D';

function refused(errorCode: number, errorText: string): Answer {
  return { returnValue: false, errorCode, errorText };
}

/**
 * LG's DRM service (tv-platforms 4.7), for PlayReady alone: clients that are loaded and unloaded, the message that names the licence server,
 * and errors of licences, which are told to every subscriber, of whatever app they are.
 */
export class SimulatedDrm {
  private readonly set: DrmSet;
  private readonly clients = new Map<string, Client>();
  private readonly listeners = new Set<(answer: Answer) => void>();
  private serial = 0;

  constructor(set: DrmSet) {
    this.set = set;
  }

  /** The methods on the bus. */
  readonly methods: Readonly<Record<string, Method>> = {
    load: (parameters, answer) => { answer(this.load(parameters)); },
    isLoaded: ({ appId }, answer) => { answer(this.isLoaded(appId)); },
    unload: ({ clientId }, answer) => { answer(this.unload(clientId)); },
    sendDrmMessage: (parameters, answer) => { answer(this.message(parameters)); },
    getRightsError: ({ clientId, subscribe }, answer) => {
      const client = this.find(clientId);
      if (typeof client === 'number') {
        answer(refused(client, 'no such client'));
        return undefined;
      }
      answer(subscribe === true ? { subscribed: true } : {});
      if (subscribe !== true) return undefined;
      this.listeners.add(answer);
      return () => { this.listeners.delete(answer); };
    },
  };

  /** The player begins with a client; answers what becomes of its licence. `leave` is called when the player ends. */
  use(clientId: string): { readonly verdict: Promise<ClientVerdict>; readonly leave: () => void } {
    const client = this.clients.get(clientId);
    if (client === undefined) return { verdict: Promise.resolve('unknown'), leave: () => undefined };
    client.stopLooking();
    client.uses += 1;
    let isOver = false;
    return {
      verdict: this.fetchLicence(client),
      leave: () => {
        if (isOver) return;
        isOver = true;
        client.uses -= 1;
        this.look(client);
      },
    };
  }

  private load({ drmType, appId }: Answer): Answer {
    if (typeof drmType !== 'string' || (appId !== undefined && typeof appId !== 'string')) return refused(INVALID, 'a part of the parameters is not valid');
    if (drmType !== 'playready') return refused(WRONG_TYPE, 'DRM type is not supported');
    this.serial += 1;
    const number = String(this.serial).padStart(4, '0');
    const id = `${LETTERS.slice(0, 6)}${number}0`;
    const client: Client = { id, server: '', messageId: '', uses: 0, stopLooking: () => undefined };
    this.clients.set(id, client);
    this.look(client);
    this.set.journal.event('a DRM client is loaded');
    return { clientId: id };
  }

  private isLoaded(appId: unknown): Answer {
    if (typeof appId !== 'string') return refused(INVALID, 'appId is missing');
    const client = Array.from(this.clients.values())[0];
    return client === undefined ? { loadStatus: false } : { loadStatus: true, clientId: client.id, drmType: 'playready' };
  }

  private unload(clientId: unknown): Answer {
    const client = this.find(clientId);
    if (typeof client === 'number') return refused(client, 'no such client');
    if (client.uses > 0) this.set.journal.violation('a DRM client was unloaded while its stream played');
    client.stopLooking();
    this.clients.delete(client.id);
    this.set.journal.event('a DRM client is unloaded');
    return {};
  }

  private message({ clientId, msgType, msg, drmSystemId }: Answer): Answer {
    const client = this.find(clientId);
    if (typeof client === 'number') return refused(client, 'no such client');
    if (typeof msgType !== 'string' || typeof msg !== 'string' || typeof drmSystemId !== 'string') return refused(INVALID, 'a part of the parameters is not valid');
    if (msgType !== MESSAGE_TYPE) return { resultCode: UNKNOWN_MESSAGE, resultMsg: 'unknown MIME type' };
    if (drmSystemId !== SYSTEM_ID) return { resultCode: UNKNOWN_SYSTEM, resultMsg: 'unknown DRM system' };
    const address = INITIATOR.exec(msg)?.[1];
    if (address === undefined || BARE_AMPERSAND.test(address)) return { resultCode: WRONG_FORMAT, resultMsg: 'wrong format' };
    this.serial += 1;
    client.server = address.replace(/&(\w+);/g, (_all, name: string) => NAMED[name] ?? '');
    client.messageId = String(this.serial);
    return { msgId: client.messageId, resultCode: DONE, resultMsg: '' };
  }

  private find(clientId: unknown): Client | number {
    if (typeof clientId !== 'string') return INVALID;
    return this.clients.get(clientId) ?? (this.clients.size === 0 ? NOT_LOADED : WRONG_CLIENT);
  }

  private async fetchLicence(client: Client): Promise<ClientVerdict> {
    const status = client.server === '' ? 0 : await this.set.askLicence(client.server);
    // Another app's, which is none of ours.
    this.tell({ errorState: 0, contentId: 'another', drmSystemId: SYSTEM_ID, rightIssueUrl: '' });
    if (status >= 200 && status < 300) return 'opened';
    this.set.timers.after(TELL_MS, () => {
      this.tell({ errorState: 0, contentId: client.messageId, drmSystemId: SYSTEM_ID, rightIssueUrl: client.server });
    });
    return 'refused';
  }

  private tell(answer: Answer): void {
    for (const listener of Array.from(this.listeners)) listener(answer);
  }

  private look(client: Client): void {
    if (client.uses > 0 || !this.clients.has(client.id)) return;
    client.stopLooking();
    client.stopLooking = this.set.timers.after(FORGOTTEN_MS, () => {
      this.set.journal.violation('a DRM client was never unloaded');
    });
  }
}
