import { AppError, fail, MINUTE_MS, ok, SECOND_MS } from '#core/base';
import type { Result } from '#core/base';
import { asFields, numberOf, textOf } from '#core/wire';
import type { WireToken } from '#core/wire';
import type { ClockPort } from '#ports';
import type { StoredCell } from '#sources/storage';

/** What is kept of a sign-in, under a key of its own. */
interface StoredTokens {
  readonly access: string;
  readonly refresh: string;
  /** Wall clock; only a hint: a set whose clock is wrong learns from a 401. */
  readonly expiresAtMs: number;
}

/** A token this close to its end is renewed before use. */
const EARLY_MS = 30 * SECOND_MS;
/** A clock that stands beyond any token's life is wrong; then the token is tried. */
const LONGEST_LIFE_MS = 24 * 60 * MINUTE_MS;

/** What a token session needs. */
export interface TokenSessionDeps {
  readonly clock: ClockPort;
  readonly cell: StoredCell;
  /** Exchanges a refresh token; `auth.session-ended` when the platform refuses it. */
  exchange(refreshToken: string): Promise<Result<WireToken, AppError>>;
  /** The sign-in is over for good; the tokens are already gone. */
  onEnded(): void;
}

/**
 * Keeps the tokens of one sign-in. Refresh tokens rotate: one exchange runs at a time, and the new pair is durable before it is
 * used, so that a killed process holds either the old pair (good for a grace of 60 s) or the new one.
 */
export class TokenSession {
  private readonly deps: TokenSessionDeps;
  private tokens: StoredTokens | null = null;
  private running: Promise<Result<string, AppError>> | null = null;

  constructor(deps: TokenSessionDeps) {
    this.deps = deps;
  }

  /** Reads what is stored. `false` when nobody is signed in. */
  async restore(): Promise<boolean> {
    const fields = asFields(await this.deps.cell.read());
    const access = fields === null ? '' : textOf(fields, 'access');
    const refresh = fields === null ? '' : textOf(fields, 'refresh');
    if (fields === null || refresh === '') return false;
    this.tokens = { access, refresh, expiresAtMs: numberOf(fields, 'expiresAtMs', 0) };
    return true;
  }

  /** Takes a fresh sign-in; durable when it resolves. Rejects with `storage.*`. */
  async adopt(token: WireToken): Promise<void> {
    const expiresAtMs = this.deps.clock.nowMs() + token.expires_in * SECOND_MS;
    this.tokens = { access: token.access_token, refresh: token.refresh_token, expiresAtMs };
    await this.deps.cell.write(() => this.tokens);
  }

  /** A token to call with; renewed first when it is about to end. */
  access(): Promise<Result<string, AppError>> {
    const { tokens } = this;
    if (tokens === null) return Promise.resolve(fail(new AppError('auth.session-ended')));
    const leftMs = tokens.expiresAtMs - this.deps.clock.nowMs();
    const isGood = tokens.access !== '' && leftMs > EARLY_MS && leftMs < LONGEST_LIFE_MS;
    return isGood ? Promise.resolve(ok(tokens.access)) : this.renew();
  }

  /** Renews after a 401 for `refused`; if another call has renewed meanwhile, its token is handed out. */
  renewAfter(refused: string): Promise<Result<string, AppError>> {
    const { tokens } = this;
    if (tokens !== null && tokens.access !== refused && this.running === null) return Promise.resolve(ok(tokens.access));
    return this.renew();
  }

  /** The access token as it stands, for signing out; `null` without. */
  get current(): string | null {
    return this.tokens?.access ?? null;
  }

  /** Forgets everything. */
  async forget(): Promise<void> {
    this.tokens = null;
    await this.deps.cell.clear();
  }

  private renew(): Promise<Result<string, AppError>> {
    this.running ??= this.exchange().then((result) => {
      this.running = null;
      return result;
    });
    return this.running;
  }

  private async exchange(): Promise<Result<string, AppError>> {
    const { tokens } = this;
    if (tokens === null) return fail(new AppError('auth.session-ended'));
    const answer = await this.deps.exchange(tokens.refresh);
    // Signed out or signed in anew while the answer was on its way.
    if (this.tokens !== tokens) return this.tokens === null ? fail(new AppError('auth.session-ended')) : ok(this.tokens.access);
    if (!answer.ok) {
      if (answer.error.code === 'auth.session-ended') {
        await this.forget();
        this.deps.onEnded();
      }
      return answer;
    }
    try {
      await this.adopt(answer.value);
    } catch (error) {
      // The set cannot write now: the new pair works until the app ends, and the next renewal tries to store again.
      if (!(error instanceof AppError)) throw error;
    }
    return ok(answer.value.access_token);
  }
}
