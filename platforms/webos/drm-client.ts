import { AppError, toAppError } from '#core/base';
import type { Disposer, ErrorCode } from '#core/base';
import type { ClockPort, LogPort, MediaDrm } from '#ports';
import type { LunaAnswer, LunaBridge } from './luna-bridge';

const SERVICE = 'luna://com.webos.service.drm';
const MESSAGE_TYPE = 'application/vnd.ms-playready.initiator+xml';
const SYSTEM_ID = 'urn:dvb:casystemid:19219';
const NAMESPACE = 'http://schemas.microsoft.com/DRM/2007/03/protocols/';
/** Numbers of the service: this set cannot do it at all, or not with this system (webOSTV.js, `DRM.Error`). A bus without the service says -1. */
const CANNOT: readonly unknown[] = [501, 505, -1];
/** Results of a message that say the same: its kind, or its system, is not known (OIPF volume 5, `onDRMMessageResult`). */
const NOT_KNOWN: readonly unknown[] = [3, 5];
/** What `errorState` of a rights error means: there is no licence, or one that does not hold. */
const RIGHTS: readonly ErrorCode[] = ['media.drm', 'media.drm-refused'];
/** The set's player often fails before the service says why. */
const RIGHTS_WAIT_MS = 1_000;
/** What every PlayReady client sends by itself with a challenge; a list that names it asks for nothing. */
const OWN_HEADERS = /^(content-type|soapaction)$/i;

/** What a client is made of. */
export interface DrmClientDependencies {
  readonly luna: Pick<LunaBridge, 'request' | 'subscribe'>;
  /** Id of the package, under which the service keeps its clients. */
  readonly appId: string;
  readonly clock: ClockPort;
  readonly log: LogPort;
  /** Told when the service says that the stream may not be opened; after {@link DrmClient.end} no more. */
  readonly onRefused: (error: AppError) => void;
}

/**
 * The licence server of the offer that the service can take: PlayReady, with nothing in its requests that only a page could send. Empty:
 * the one the stream names itself. Throws `media.drm-unsupported` where there is none.
 */
export function playreadyServer(offers: readonly MediaDrm[]): string {
  const offer = offers.find(({ system, headers }) => system === 'playready' && Object.keys(headers ?? {}).every((name) => OWN_HEADERS.test(name)));
  if (offer === undefined) throw unsupported();
  return offer.url;
}

/** The message that names the licence server; an empty one takes back what a message before it named. */
export function initiator(server: string): string {
  const address = server.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&apos;');
  return `<?xml version="1.0" encoding="utf-8"?><PlayReadyInitiator xmlns="${NAMESPACE}"><LicenseServerUriOverride><LA_URL>${address}</LA_URL></LicenseServerUriOverride></PlayReadyInitiator>`;
}

/**
 * One client of LG's DRM service, for one stream: the set's own player fetches licences through it. Begun once, ended once, whatever
 * became of it. Addresses of licences never get into errors or the log.
 */
export class DrmClient {
  private readonly dependencies: DrmClientDependencies;
  private loading: Promise<string> | null = null;
  private clientId = '';
  private messageId: string | null = null;
  private refusal: AppError | null = null;
  private ended: Promise<void> | null = null;
  private stopListening: Disposer = () => undefined;
  private tellRefusal: () => void = () => undefined;

  constructor(dependencies: DrmClientDependencies) {
    this.dependencies = dependencies;
  }

  /** What the media options name; empty before {@link begin} is over. */
  get id(): string {
    return this.clientId;
  }

  get isEnded(): boolean {
    return this.ended !== null;
  }

  /** Resolves when the set's player may be given the stream. Rejects with `media.drm…`, or `net.cancelled` once it was ended. */
  async begin(offers: readonly MediaDrm[]): Promise<void> {
    const { luna, appId } = this.dependencies;
    const msg = initiator(playreadyServer(offers));
    try {
      this.loading = luna.request(`${SERVICE}/load`, { drmType: 'playready', appId }).then(idOf);
      const clientId = await this.loading;
      this.throwIfEnded();
      this.clientId = clientId;
      // Before the message: nothing that comes after it is missed.
      this.stopListening = luna.subscribe(`${SERVICE}/getRightsError`, { clientId }, (answer) => {
        this.onRights(answer);
      });
      const result = await luna.request(`${SERVICE}/sendDrmMessage`, { clientId, msgType: MESSAGE_TYPE, msg, drmSystemId: SYSTEM_ID });
      this.throwIfEnded();
      if (result['resultCode'] !== 0) throw refusedMessage(result['resultCode']);
      this.messageId = typeof result['msgId'] === 'string' ? result['msgId'] : '';
    } catch (error) {
      this.throwIfEnded();
      throw named(error);
    }
  }

  /** The better reason for what the player said: what the service says of the licence, now or within a second. */
  explain(error: AppError): Promise<AppError> {
    if (this.refusal !== null) return Promise.resolve(this.refusal);
    if (this.isEnded || (error.code !== 'media.unsupported' && error.code !== 'media.decode')) return Promise.resolve(error);
    return new Promise((resolve) => {
      const settle = (): void => {
        stop();
        resolve(this.refusal ?? error);
      };
      const stop = this.dependencies.clock.after(RIGHTS_WAIT_MS, settle);
      this.tellRefusal = settle;
    });
  }

  /** Takes the client back from the set, within this turn where it is there already. Resolves when the set has answered; never rejects. */
  end(): Promise<void> {
    this.ended ??= this.unload();
    return this.ended;
  }

  /** Told of every app's licences to everybody: ours carry the number of our message. */
  private onRights({ errorState, contentId }: LunaAnswer): void {
    if (this.isEnded || typeof errorState !== 'number' || this.messageId === null) return;
    if (this.messageId !== '' && contentId !== this.messageId) return;
    this.refusal = new AppError(RIGHTS[errorState] ?? 'media.drm', { facts: { engine: 'native', native: errorState } });
    this.tellRefusal();
    this.dependencies.onRefused(this.refusal);
  }

  private throwIfEnded(): void {
    if (this.isEnded) throw new AppError('net.cancelled');
  }

  private unload(): Promise<void> {
    const { luna, log } = this.dependencies;
    this.stopListening();
    this.tellRefusal();
    const send = (clientId: string): Promise<unknown> => luna.request(`${SERVICE}/unload`, { clientId });
    // One that is still being loaded is taken back as soon as it has a name; one that never came needs nothing.
    const done = this.clientId === '' ? (this.loading ?? Promise.resolve('')).catch(() => '').then((id) => (id === '' ? undefined : send(id))) : send(this.clientId);
    return done.then(() => undefined, (error: unknown) => {
      log.write('warn', 'drm: a client was not taken back', { ...toAppError(error, 'media.drm').facts });
    });
  }
}

function unsupported(native?: string | number): AppError {
  return new AppError('media.drm-unsupported', { facts: { engine: 'native', ...(native === undefined ? {} : { native }) } });
}

function refusedMessage(result: unknown): AppError {
  const native = typeof result === 'number' ? result : 'none';
  return NOT_KNOWN.indexOf(result) === -1 ? new AppError('media.drm', { facts: { engine: 'native', native } }) : unsupported(native);
}

/** What a call failed with as one of the errors viewers know. */
function named(error: unknown): AppError {
  const failure = toAppError(error, 'media.drm');
  if (failure.code.indexOf('media.') === 0) return failure;
  const { native } = failure.facts;
  if (CANNOT.indexOf(native) !== -1) return unsupported(Number(native));
  return new AppError('media.drm', { facts: { ...failure.facts, engine: 'native' }, cause: failure });
}

function idOf({ clientId }: LunaAnswer): string {
  if (typeof clientId !== 'string' || clientId === '') throw new AppError('media.drm', { facts: { engine: 'native', native: 'no client' } });
  return clientId;
}
