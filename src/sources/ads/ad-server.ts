import { fillMacros, parseVmap } from '#core/ads';
import type { AdBreak, AdClip, AdvertisingId } from '#core/ads';
import { ok, SECOND_MS } from '#core/base';
import type { AppError, CancelSignal, Result } from '#core/base';
import { decodeUtf8 } from '#core/text';
import type { Capabilities, ClockPort, HttpResponse, RandomPort } from '#ports';
import type { HttpClient } from '#sources/http';
import { profileHeader } from '#sources/platform';
import type { PlatformApi } from '#sources/platform';
import type { BeaconQueue } from './beacon-queue';
import { readVast } from './read-vast';

/** Whose ads: a title of the platform as a profile watches it. */
export interface AdTitle {
  readonly kind: 'movie' | 'episode';
  /** The platform's own id. */
  readonly id: string;
  readonly profileId: string;
}

/** What {@link AdServer} needs. */
export interface AdServerDeps {
  readonly api: PlatformApi;
  readonly client: HttpClient;
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly media: Capabilities['media'];
  readonly beacons: Pick<BeaconQueue, 'tell'>;
  /** The set's advertising id for a request to this address; `null`: it is not for there. What is told of what was seen has none: it waits in the store. */
  adIdFor(url: string): AdvertisingId | null;
}

/** One document of a chain. */
const DOCUMENT_PATIENCE_MS = 3 * SECOND_MS;
const LONGEST_DOCUMENT = 512 * 1024;

/** Asks the platform where a title is interrupted, and ad servers with what. */
export class AdServer {
  private readonly deps: AdServerDeps;

  constructor(deps: AdServerDeps) {
    this.deps = deps;
  }

  /** The breaks of a title; none where there is nothing to advertise. */
  async breaks(title: AdTitle, signal: CancelSignal): Promise<Result<readonly AdBreak[], AppError>> {
    const { api, media } = this.deps;
    const forms = (media.hls === 'none' ? [] : ['hls']).concat('mp4').join(',');
    const path = `/ads/breaks?kind=${title.kind}&id=${encodeURIComponent(title.id)}&forms=${forms}`;
    const headers = { accept: 'application/xml', ...profileHeader(title.profileId) };
    const answer = await api.open({ path, headers, signal, headTimeoutMs: DOCUMENT_PATIENCE_MS });
    const text = await this.textOf(answer);
    return text.ok ? ok(parseVmap(text.value)) : text;
  }

  /** What fills a break, wrappers followed; nothing where nobody answers in time or nothing can be played here. Never rejects. */
  async fill(place: Pick<AdBreak, 'tagUrl'>, signal: CancelSignal): Promise<readonly AdClip[]> {
    const { media, beacons } = this.deps;
    try {
      const text = await this.fetchText(place.tagUrl, signal);
      return await readVast(text, place.tagUrl, {
        media,
        fetchText: (url) => this.fetchText(url, signal),
        report: (urls, errorCode) => {
          // Nobody waits for an answer that comes too late, and nobody is told about it twice.
          if (!signal.isCancelled) beacons.tell(urls, errorCode, -1);
        },
      });
    } catch {
      return [];
    }
  }

  private async fetchText(url: string, signal: CancelSignal): Promise<string> {
    const { client, clock, random } = this.deps;
    const adId = this.deps.adIdFor(url);
    const filled = fillMacros(url, { errorCode: 0, random: random.next(), nowMs: clock.nowMs(), playheadMs: -1, ...(adId === null ? {} : { adId }) });
    const text = await this.textOf(await client.open({ url: filled, signal, headTimeoutMs: DOCUMENT_PATIENCE_MS, idleTimeoutMs: DOCUMENT_PATIENCE_MS }));
    if (!text.ok) throw text.error;
    return text.value;
  }

  private async textOf(answer: Result<HttpResponse, AppError>): Promise<Result<string, AppError>> {
    const whole = answer.ok ? await this.deps.client.readRest(answer.value, LONGEST_DOCUMENT) : answer;
    return whole.ok ? ok(decodeUtf8(whole.value.bytes, 0, whole.value.bytes.length)) : whole;
  }
}
