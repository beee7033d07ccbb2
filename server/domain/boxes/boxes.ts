import { AppError, DAY_MS, HOUR_MS, MINUTE_MS } from '#core/base';
import type { BoxesStore } from '#server/store';
import { limitersOf } from '../attempt-limiter';
import type { AttemptLimiter } from '../attempt-limiter';
import type { SharedCounts } from '../shared-counts';
import { tokenHash } from '../token-hash';

/** A box is kept so long: time to carry a code to a holiday home. */
export const BOX_LIFE_MS = DAY_MS;
/** Base64url letters of one box, 1.5 MiB of it: several times what a large household has. */
export const MOST_BOX_LETTERS = 2 * 1024 * 1024;
/** All boxes together. More: strangers fill the disk; fewer: a town that moves to another platform on one evening does not fit. */
const MOST_LETTERS = 256 * 1024 * 1024;
/** Boxes an address leaves before it has to wait. */
const PUTS = { attempts: 20, windowMs: HOUR_MS } as const;
/** Ids that lead nowhere, by address and by all: an id has 128 bits, so whoever asks for so many is guessing. */
const MISSES = { attempts: 30, windowMs: 10 * MINUTE_MS } as const;
const MISSES_OF_ALL = { attempts: 2000, windowMs: 10 * MINUTE_MS } as const;
/** Boxes an address fetches: a large household's sets, and no free storage of files. */
const FETCHES = { attempts: 60, windowMs: HOUR_MS } as const;

/**
 * What sets leave for each other without an account: encrypted there, kept for a day under an id nobody can guess, forgotten by who knows its
 * word. The platform knows neither the key nor the id it was asked for by.
 */
export class Boxes {
  private readonly puts: AttemptLimiter;
  private readonly misses: AttemptLimiter;
  private readonly missesOfAll: AttemptLimiter;
  private readonly fetches: AttemptLimiter;

  constructor(private readonly store: BoxesStore, private readonly nowMs: () => number, counts: SharedCounts | null = null) {
    const limiter = limitersOf('boxes', nowMs, counts);
    this.puts = limiter('put', PUTS);
    this.misses = limiter('miss', MISSES);
    this.missesOfAll = limiter('miss-all', MISSES_OF_ALL);
    this.fetches = limiter('fetch', FETCHES);
  }

  /**
   * Keeps a box; answers until when. Throws `http.rate-limited` after too many of an address, `http.forbidden` for an id that is in use (what was
   * left is never replaced), `storage.full`.
   */
  async put(box: { readonly id: string; readonly word: string; readonly sealed: string }, ip: string): Promise<number> {
    if (this.puts.isExhausted(ip)) throw new AppError('http.rate-limited', { message: 'Too many boxes. Wait an hour.' });
    this.puts.count(ip);
    const createdAtMs = this.nowMs();
    const expiresAtMs = createdAtMs + BOX_LIFE_MS;
    const put = await this.store.put({ idHash: tokenHash(box.id), wordHash: tokenHash(box.word), sealed: box.sealed, createdAtMs, expiresAtMs }, MOST_LETTERS);
    if (put === 'taken') throw new AppError('http.forbidden', { message: 'There is such a box already.' });
    if (put === 'full') throw new AppError('storage.full', { message: 'There is no room for more boxes.' });
    return expiresAtMs;
  }

  /** What is in a box. Throws `http.not-found`, or `http.rate-limited` after too many that there were not. */
  async get(id: string, ip: string): Promise<{ readonly sealed: string; readonly expiresAtMs: number }> {
    this.refuseGuessers(ip);
    if (this.fetches.isExhausted(ip)) throw new AppError('http.rate-limited', { message: 'Too many boxes. Wait an hour.' });
    const row = await this.store.byId(tokenHash(id), this.nowMs());
    if (row === null) throw this.miss(ip);
    this.fetches.count(ip);
    return { sealed: row.sealed, expiresAtMs: row.expiresAtMs };
  }

  /** Forgets a box at once. Throws as {@link Boxes.get}; a wrong word is answered like an unknown id. */
  async forget(id: string, word: string, ip: string): Promise<void> {
    this.refuseGuessers(ip);
    if (!(await this.store.forget(tokenHash(id), tokenHash(word)))) throw this.miss(ip);
  }

  private refuseGuessers(ip: string): void {
    if (this.misses.isExhausted(ip) || this.missesOfAll.isExhausted('')) throw new AppError('http.rate-limited', { message: 'Too many boxes that are not there.' });
  }

  private miss(ip: string): AppError {
    this.misses.count(ip);
    this.missesOfAll.count('');
    return new AppError('http.not-found', { message: 'There is no such box.' });
  }
}
