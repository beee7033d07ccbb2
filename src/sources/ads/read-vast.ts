import { VASTParser } from '@dailymotion/vast-client';
import { AD_ERROR, sortEvents } from '#core/ads';
import type { AdClip, AdFile } from '#core/ads';
import type { Capabilities } from '#ports';
import { xmlDocument } from './xml-node';
import type { XmlDocument } from './xml-node';

/** Ad servers that lead to ad servers: longer chains show nothing. */
const WRAPPER_LIMIT = 5;
/** More in one break nobody sold. */
const MOST_CLIPS = 10;
/** Clips above this overwhelm lines and old sets. */
const MOST_KBPS = 12_000;

/** How a document is read. */
export interface VastReading {
  readonly media: Capabilities['media'];
  /** Reads another document of the chain; rejects when it cannot be had. */
  fetchText(url: string): Promise<string>;
  /** Something of the chain could not be used: its ad servers want to know. */
  report(urls: readonly string[], errorCode: number): void;
}

/** What of the parser's answer is used; its own types say `any`. */
interface ParsedFile {
  readonly fileURL: string | null;
  readonly mimeType: string | null;
  readonly apiFramework: string | null;
  readonly bitrate: number;
  readonly height: number;
}
interface ParsedCreative {
  readonly type: string;
  readonly duration: number;
  readonly skipDelay: number | null;
  readonly mediaFiles?: readonly ParsedFile[];
  readonly trackingEvents?: Readonly<Record<string, readonly string[]>>;
  readonly videoClickThroughURLTemplate?: { readonly url: string } | null;
}
interface ParsedAd {
  readonly id: string | null;
  readonly sequence: string | number | null;
  readonly impressionURLTemplates: ReadonlyArray<{ readonly url: string }>;
  readonly errorURLTemplates: readonly string[];
  readonly creatives: readonly ParsedCreative[];
}
interface Parser {
  trackVastError: (urls: readonly string[], error: { readonly ERRORCODE?: number }) => void;
  parseVAST(document: XmlDocument, options: object): Promise<{ readonly ads: readonly ParsedAd[] }>;
}

function formOf(file: ParsedFile, media: VastReading['media']): AdFile['form'] | null {
  const type = (file.mimeType ?? '').toLowerCase();
  if (/mpegurl/.test(type)) return media.hls === 'none' ? null : 'hls';
  if (/dash\+xml/.test(type)) return media.dash === 'none' ? null : 'dash';
  return type === 'video/mp4' ? 'mp4' : null;
}

/** Forms that adapt to the line first, then films, the best that is not too much first. */
function filesOf(creative: ParsedCreative, media: VastReading['media']): readonly AdFile[] {
  const rank = { hls: 0, dash: 1, mp4: 2 } as const;
  const usable = (creative.mediaFiles ?? []).reduce<ReadonlyArray<AdFile & { readonly height: number; readonly kbps: number }>>((all, file) => {
    const form = formOf(file, media);
    const url = (file.fileURL ?? '').trim();
    if (form === null || (file.apiFramework ?? '') !== '' || !/^https?:\/\//i.test(url)) return all;
    return file.bitrate > MOST_KBPS || file.height > 1080 ? all : all.concat({ url, form, height: file.height, kbps: file.bitrate });
  }, []);
  const sorted = usable.slice().sort((a, b) => rank[a.form] - rank[b.form] || b.height - a.height || b.kbps - a.kbps);
  return sorted.map(({ url, form }) => ({ url, form }));
}

function milliseconds(seconds: number | null): number {
  return seconds !== null && seconds > 0 && Number.isFinite(seconds) ? Math.round(seconds * 1000) : 0;
}

/** The first linear creative; `null`, and why, where nothing of it can be played here. */
function clipOf(ad: ParsedAd, reading: VastReading): AdClip | null {
  const creative = ad.creatives.filter((each) => each.type === 'linear')[0];
  if (creative === undefined) {
    reading.report(ad.errorURLTemplates, AD_ERROR.noAd);
    return null;
  }
  const files = filesOf(creative, reading.media);
  if (files.length === 0) {
    const isProgram = (creative.mediaFiles ?? []).some((file) => /vpaid/i.test(file.apiFramework ?? ''));
    reading.report(ad.errorURLTemplates, isProgram ? AD_ERROR.vpaid : AD_ERROR.noFile);
    return null;
  }
  const impressions = ad.impressionURLTemplates.map(({ url }) => url);
  const offerUrl = (creative.videoClickThroughURLTemplate?.url ?? '').trim();
  const skipAfterMs = creative.skipDelay === null || creative.skipDelay < 0 ? -1 : milliseconds(creative.skipDelay);
  return {
    id: ad.id ?? '',
    durationMs: milliseconds(creative.duration),
    skipAfterMs,
    files,
    offerUrl: /^https?:\/\//i.test(offerUrl) ? offerUrl : '',
    errorUrls: ad.errorURLTemplates,
    ...sortEvents({ ...creative.trackingEvents, impression: impressions }),
  };
}

/** A pod in its order; without one the first ad alone, the others only stand in for it. */
function podOf(ads: readonly ParsedAd[]): readonly ParsedAd[] {
  const place = (ad: ParsedAd): number => Number(ad.sequence ?? 0);
  const pod = ads.map((ad, index) => ({ ad, index })).filter(({ ad }) => place(ad) > 0);
  if (pod.length === 0) return ads.slice(0, 1);
  return pod.sort((a, b) => place(a.ad) - place(b.ad) || a.index - b.index).map(({ ad }) => ad);
}

/**
 * Reads VAST 2 to 4 with its wrappers into clips this set plays. What is wrong along the chain is reported to it, by the numbers of VAST; a
 * document that is none gives no clip. Rejects never.
 */
export async function readVast(text: string, url: string, reading: VastReading): Promise<readonly AdClip[]> {
  const fetcher = {
    fetchVAST: async ({ url: next }: { readonly url: string }): Promise<XmlDocument> => xmlDocument(await reading.fetchText(next)),
  };
  // Its declarations say `any`; what is used of it is declared above.
  const parser = new VASTParser({ fetcher }) as unknown as Parser;
  // Its own way would ask for pictures behind our http port.
  parser.trackVastError = (urls, error) => {
    reading.report(urls, error.ERRORCODE ?? 900);
  };
  try {
    const { ads } = await parser.parseVAST(xmlDocument(text), { url, wrapperLimit: WRAPPER_LIMIT, resolveAll: true });
    return podOf(ads).slice(0, MOST_CLIPS).map((ad) => clipOf(ad, reading)).filter((clip): clip is AdClip => clip !== null);
  } catch {
    // No VAST at all: there is nobody to tell.
    return [];
  }
}
