import type { AVPlayManager } from 'tizen-tv-webapis';
import { AppError, toAppError } from '#core/base';
import { isRecord, mediaCodeOfStatus } from '#platforms/common';
import type { HttpPort, HttpResponse, MediaDrm, MediaSource } from '#ports';

type DrmCalls = Pick<AVPlayManager, 'setDrm'>;

/** What opening protected streams needs. */
export interface AvplayDrmDependencies {
  readonly http: HttpPort;
  /** The set takes the words of a Widevine session one by one. */
  readonly hasOldWidevine: boolean;
  /** Told once when a licence could not be had: the player itself would wait for ever. */
  onFailed(error: AppError): void;
}

/** Between what the player is told of a licence (Samsung, AVPlay guide; tv-platforms 2.12). */
const MARK = 'PARAM_START_POSITION';
/** What a session is called, and the one form of streams there is. */
const SESSION = 'hearth';
const FORM = 'MPEG-DASH';
const LICENCE_TIMEOUT_MS = 8_000;
/** No licence is larger. */
const MAX_LICENCE_BYTES = 256 * 1024;

/**
 * How AVPlay opens a protected stream; `null`: it is not protected. PlayReady first: the set fetches its licences itself. Throws
 * `media.drm-unsupported` where it cannot.
 */
export function avplayDrm({ drm }: Pick<MediaSource, 'drm'>): MediaDrm | null {
  if (drm === undefined) return null;
  const offerOf = (wanted: MediaDrm['system']): MediaDrm | undefined => drm.find(({ system, url }) => system === wanted && url !== '');
  // ClearKey AVPlay does not know.
  const offer = offerOf('playready') ?? offerOf('widevine');
  if (offer === undefined) throw new AppError('media.drm-unsupported', { facts: { engine: 'avplay' } });
  return offer;
}

/** The licences of one protected stream. */
export class AvplayLicences {
  private readonly native: DrmCalls;
  private readonly offer: MediaDrm;
  private readonly dependencies: AvplayDrmDependencies;
  private isOver = false;

  constructor(native: DrmCalls, offer: MediaDrm, dependencies: AvplayDrmDependencies) {
    this.native = native;
    this.offer = offer;
    this.dependencies = dependencies;
  }

  /** Tells AVPlay where licences come from. Legal in IDLE alone, and with the privilege `drmplay`. */
  begin(): void {
    const { system, url } = this.offer;
    if (system === 'playready') this.native.setDrm('PLAYREADY', 'SetProperties', JSON.stringify({ LicenseServer: url, DeleteLicenseAfterUse: true }));
    else if (!this.dependencies.hasOldWidevine) this.native.setDrm('WIDEVINE_CDM', 'SetProperties', JSON.stringify({ AppSession: SESSION, DataType: FORM }));
    else {
      this.native.setDrm('WIDEVINE_CDM', 'Initialize', '');
      this.native.setDrm('WIDEVINE_CDM', 'widevine_app_session', SESSION);
      this.native.setDrm('WIDEVINE_CDM', 'widevine_data_type', FORM);
    }
  }

  /** What `ondrmevent` told: for Widevine a challenge, which the app itself takes to the licence server. */
  onEvent(data: unknown): void {
    if (!isRecord(data) || this.offer.system !== 'widevine' || this.isOver) return;
    if (data['name'] === 'DrmError') this.fail(new AppError('media.drm', { facts: { engine: 'avplay' } }));
    if (data['name'] === 'Challenge') void this.answer(String(data['session_id']), String(data['challenge']));
  }

  /** The stream is over: what is still under way is not told any more. */
  end(): void {
    this.isOver = true;
  }

  private async answer(session: string, challenge: string): Promise<void> {
    const { url, headers = {} } = this.offer;
    try {
      const response = await this.dependencies.http.request({
        url, method: 'POST', headers: { 'content-type': 'application/octet-stream', ...headers }, body: bytesOf(atob(challenge)), headTimeoutMs: LICENCE_TIMEOUT_MS,
      });
      const licence = await lettersOf(response);
      if (response.status < 200 || response.status > 299) throw refusal(response.status);
      if (!this.isOver) this.native.setDrm('WIDEVINE_CDM', 'widevine_license_data', `${session}${MARK}${btoa(licence)}${MARK}`);
    } catch (error) {
      this.fail(error instanceof AppError && error.code.startsWith('media.') ? error : new AppError('media.drm', { facts: { engine: 'avplay' }, cause: toAppError(error, 'net.unreachable') }));
    }
  }

  private fail(error: AppError): void {
    if (this.isOver) return;
    this.isOver = true;
    this.dependencies.onFailed(error);
  }
}

function refusal(status: number): AppError {
  const isRefused = mediaCodeOfStatus(status) === 'media.refused';
  return new AppError(isRefused ? 'media.drm-refused' : 'media.drm', { facts: { engine: 'avplay', status } });
}

function bytesOf(letters: string): Uint8Array {
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** The body as one character a byte, which is what `btoa` takes. */
async function lettersOf(response: HttpResponse): Promise<string> {
  let letters = '';
  for (let chunk = await response.read(); chunk !== null; chunk = await response.read()) {
    for (const byte of Array.from(chunk)) letters += String.fromCharCode(byte);
    if (letters.length <= MAX_LICENCE_BYTES) continue;
    response.close();
    throw new AppError('media.drm', { facts: { engine: 'avplay' } });
  }
  return letters;
}
