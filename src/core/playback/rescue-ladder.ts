import { MINUTE_MS } from '../base';
import type { ErrorCode } from '../base';

/**
 * One way to get a lost picture back. `again`: the same; `reenter`: from the first address, with everything the source knows asked
 * anew; `container`: the same stream in another form; `version`: another version of the channel or film; `archive`: the recording at
 * the second that was lost; `line`: after a while, when another screen may have ended.
 */
export type RescueRung = 'again' | 'reenter' | 'container' | 'version' | 'archive' | 'line';

/** How far each way was used since the picture last stood firm. */
export type RescueUse = Readonly<Record<RescueRung, number>>;

/** What there is beside the address itself: counts of other forms and versions. */
export interface RescueOffers {
  readonly containers: number;
  readonly versions: number;
  readonly hasArchive: boolean;
}

/** Which form and version an attempt takes, 0 being what the source would give by itself. */
export interface RescuePath {
  readonly container: number;
  readonly version: number;
  readonly isArchive: boolean;
  /** The source forgets what it remembers of the account first, and looks before it asks. */
  readonly isAnew: boolean;
}

/** A step of the ladder: what to do, after which pause. */
export interface RescueStep {
  readonly rung: RescueRung;
  /** 0: at once, without a word. */
  readonly waitMs: number;
}

/** Families of failures; each has its own ladder. */
export type Trouble = 'network' | 'source' | 'damaged' | 'unsupported' | 'refused' | 'expired' | 'limit' | 'rights' | 'final';

/** From the first failure on nothing is tried by itself for longer; the viewer decides then. */
export const RESCUE_LIMIT_MS = 4 * MINUTE_MS;

/** Nothing was tried. */
export const NO_USE: RescueUse = Object.freeze({ again: 0, reenter: 0, container: 0, version: 0, archive: 0, line: 0 });
/** Only the address itself. */
export const NO_OFFERS: RescueOffers = Object.freeze({ containers: 0, versions: 0, hasArchive: false });
/** What the source gives by itself. */
export const HOME_PATH: RescuePath = Object.freeze({ container: 0, version: 0, isArchive: false, isAnew: false });

const REFUSED: readonly ErrorCode[] = [
  'media.refused', 'media.not-found', 'media.notice', 'media.page', 'http.unauthorized', 'http.forbidden', 'http.not-found', 'source.html-answer',
];
const LIMIT: readonly ErrorCode[] = ['media.limit', 'source.connection-limit', 'http.rate-limited'];
const RIGHTS: readonly ErrorCode[] = ['media.drm', 'media.drm-refused', 'media.drm-unsupported', 'source.expired', 'source.disabled', 'source.login-refused'];

/** Ladders as `rung seconds`, in order. Without any offer a silent source is asked after 2, 4, 8, 15 and 30 s (DESIGN section 8). */
const LADDERS: Readonly<Record<Trouble, string>> = {
  network: 'again 2,again 4,again 8,again 15,again 30',
  source: 'again 2,reenter 4,container 1,version 1,version 1,version 1,archive 1,again 8,again 15,again 30',
  damaged: 'again 2,reenter 4,container 1,version 1,version 1,version 1,archive 1,again 8,again 15,again 30',
  unsupported: 'container 1,version 1,version 1,version 1',
  refused: 'container 1,version 1,version 1,version 1,archive 1',
  expired: 'reenter 0,container 1,version 1,version 1,version 1,archive 1',
  // Asking again while another screen plays can hold the very connection that is missing: rarely, announced, and only after a look.
  limit: 'line 30,line 60',
  rights: 'version 1,version 1,version 1',
  final: '',
};

/** The family of a failure. `hasPlayed`: a refusal in mid-play is an address that ran out, as a rule. */
export function troubleOf(error: { readonly code: ErrorCode; readonly canRetry: boolean }, hasPlayed: boolean): Trouble {
  const { code } = error;
  if (code === 'net.offline') return 'network';
  if (LIMIT.indexOf(code) !== -1) return 'limit';
  // A notice clip did play, which says nothing about the address.
  if (REFUSED.indexOf(code) !== -1) return hasPlayed && code !== 'media.notice' ? 'expired' : 'refused';
  if (RIGHTS.indexOf(code) !== -1) return 'rights';
  if (code === 'media.decode') return 'damaged';
  if (code === 'media.unsupported') return 'unsupported';
  return error.canRetry ? 'source' : 'final';
}

function isOffered(rung: RescueRung, offers: RescueOffers, place: number): boolean {
  if (rung === 'container') return place < offers.containers;
  if (rung === 'version') return place < offers.versions;
  return rung !== 'archive' || offers.hasArchive;
}

/** The steps that are left of a ladder, in order; empty when it is used up. Each step that is taken is one less: it ends. */
export function stepsLeft(trouble: Trouble, use: RescueUse, offers: RescueOffers): readonly RescueStep[] {
  const passed: Record<RescueRung, number> = { ...NO_USE };
  const left: RescueStep[] = [];
  for (const word of LADDERS[trouble].split(',')) {
    const [name = '', seconds] = word.split(' ');
    if (name === '') continue;
    const rung = name as RescueRung;
    const place = passed[rung]++;
    if (place >= use[rung] && isOffered(rung, offers, place)) left.push({ rung, waitMs: Number(seconds) * 1000 });
  }
  return left;
}

/** How many attempts there were and will be, for `attempt 2 of 5`. */
export function attemptsOf(state: {
  readonly attempt: number;
  readonly error: { readonly code: ErrorCode; readonly canRetry: boolean };
  readonly hasPlayed: boolean;
  readonly use: RescueUse;
  readonly offers: RescueOffers;
}): { readonly attempt: number; readonly of: number } {
  const attempt = Math.max(1, state.attempt);
  return { attempt, of: attempt + stepsLeft(troubleOf(state.error, state.hasPlayed), state.use, state.offers).length };
}

/** The use after one more step. */
export function useOf(use: RescueUse, rung: RescueRung): RescueUse {
  return { ...use, [rung]: use[rung] + 1 };
}

/** Where a step leads. Forms and versions go round, so that from any of them all others are reached. */
export function pathOf(path: RescuePath, rung: RescueRung, use: RescueUse, offers: RescueOffers): RescuePath {
  switch (rung) {
    case 'container':
      return { ...HOME_PATH, version: path.version, container: (path.container + 1) % (offers.containers + 1) };
    case 'version':
      return { ...HOME_PATH, version: (path.version + 1) % (offers.versions + 1) };
    case 'archive':
      return { ...HOME_PATH, isArchive: true };
    case 'reenter':
    case 'line':
      return { ...path, isAnew: true };
    case 'again':
      // Nothing else worked: back to what the viewer chose.
      return use.container + use.version + use.archive > 0 ? HOME_PATH : { ...path, isAnew: false };
  }
}
