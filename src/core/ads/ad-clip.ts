/** When something is told of a clip: at its first picture, at a time, at a share of its length, at its end; the rest when it happens. */
export type AdMoment =
  | { readonly kind: 'first' }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'end' };

/** What is told when, once, to all of its addresses. Addresses are templates: see `fillMacros`. */
export interface AdBeacon {
  /** The word of VAST: `impression`, `start`, `midpoint`, `progress`. */
  readonly event: string;
  readonly moment: AdMoment;
  readonly urls: readonly string[];
}

/** A clip in one form. */
export interface AdFile {
  readonly url: string;
  readonly form: 'hls' | 'dash' | 'mp4';
}

/** An advertisement that can be played. */
export interface AdClip {
  readonly id: string;
  /** 0: not told. */
  readonly durationMs: number;
  /** May be skipped after this; -1: not at all. */
  readonly skipAfterMs: number;
  /** Best first; at least one. */
  readonly files: readonly AdFile[];
  /** A page about it, for the phone; empty without. */
  readonly offerUrl: string;
  readonly beacons: readonly AdBeacon[];
  /** Told when it happens: `skip`, `pause`, `resume`, `closeLinear`. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
  readonly errorUrls: readonly string[];
}

/** Error numbers of VAST that happen while an ad is played. */
export const AD_ERROR = Object.freeze({ wrapperTimeout: 301, noAd: 303, linear: 400, notFound: 401, timeout: 402, noFile: 403, display: 405, vpaid: 901 });

/** Order of what is told at the same moment. */
const FIRST = ['loaded', 'impression', 'creativeView', 'start'];
const SHARES: Readonly<Record<string, number>> = { firstQuartile: 0.25, midpoint: 0.5, thirdQuartile: 0.75 };

function seconds(text: string): AdMoment | null {
  const share = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text)?.[1];
  if (share !== undefined) return { kind: 'share', share: Number(share) / 100 };
  return /^\d{1,5}(?:\.\d+)?$/.test(text) ? { kind: 'time', ms: Number(text) * 1000 } : null;
}

function momentOf(name: string): AdMoment | null {
  if (FIRST.indexOf(name) !== -1) return { kind: 'first' };
  if (name === 'complete') return { kind: 'end' };
  const share = SHARES[name];
  if (share !== undefined) return { kind: 'share', share };
  return name.slice(0, 9) === 'progress-' ? seconds(name.slice(9)) : null;
}

/**
 * Divides tracking events (`progress-5` and `progress-25%` for progress) into what is told by time and what is told when it happens; those
 * by time in the order they are due.
 */
export function sortEvents(events: Readonly<Record<string, readonly string[]>>): Pick<AdClip, 'beacons' | 'actions'> {
  const beacons: AdBeacon[] = [];
  const actions: Record<string, readonly string[]> = {};
  for (const name of Object.keys(events)) {
    const urls = events[name] ?? [];
    const moment = momentOf(name);
    if (urls.length === 0) continue;
    if (moment === null) actions[name] = urls;
    else beacons.push({ event: name.split('-')[0] ?? name, moment, urls });
  }
  // Stable where the ranks are the same; the player goes by due time again when it knows the length.
  return { beacons: beacons.sort((a, b) => rankOf(a) - rankOf(b)), actions };
}

function rankOf({ event, moment }: AdBeacon): number {
  switch (moment.kind) {
    case 'first':
      return FIRST.indexOf(event) - 10;
    case 'time':
      return 0;
    case 'share':
      return moment.share;
    case 'end':
      return 10;
  }
}

/** When a beacon is due in a clip of that length (0: not known), milliseconds; `Infinity`: only its end tells. */
export function dueMs({ moment }: AdBeacon, durationMs: number): number {
  switch (moment.kind) {
    case 'first':
      return 0;
    case 'time':
      return moment.ms;
    case 'share':
      return durationMs > 0 ? moment.share * durationMs : Infinity;
    case 'end':
      return Infinity;
  }
}
