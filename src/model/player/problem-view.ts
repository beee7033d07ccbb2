import type { AppError, ErrorCode } from '#core/base';
import { RETRY_WAITS_MS } from '#core/playback';
import type { PlaybackState } from '#core/playback';
import type { Translator } from '#model/i18n';
import type { NowPlaying, ProblemView } from './player-model';

/** Errors that the provider decides; trying again does not help. */
const RIGHTS: readonly ErrorCode[] = [
  'media.refused',
  'media.limit',
  'media.drm',
  'http.unauthorized',
  'http.forbidden',
  'source.login-refused',
  'source.expired',
  'source.disabled',
  'source.connection-limit',
  'auth.session-ended',
  'auth.account-suspended',
];

/** Where the words come from. */
export interface ProblemSources {
  readonly translator: Translator;
  readonly nowPlaying: NowPlaying | null;
  readonly isOnline: boolean;
  /** Monotonic now, for the countdown. */
  readonly nowMs: number;
  /** Wall clock of the first failure. */
  readonly atMs: number;
  readonly hasNextChannel: boolean;
}

function causeOf(error: AppError, sources: ProblemSources): string {
  const { t } = sources.translator;
  if (!sources.isOnline || error.code === 'net.offline') return t('player.cause.network');
  if (error.code === 'media.unsupported') return t('player.cause.device');
  if (RIGHTS.indexOf(error.code) !== -1) return t('player.cause.rights');
  if (!error.canRetry) return '';
  const isChannel = sources.nowPlaying?.kind === 'live' || sources.nowPlaying?.kind === 'archive';
  return t(isChannel ? 'player.cause.source-live' : 'player.cause.source');
}

/** Words for the error page; `null` unless playback is recovering or has failed. */
export function problemView(state: PlaybackState, sources: ProblemSources): ProblemView | null {
  if (state.kind !== 'waiting' && state.kind !== 'retrying' && state.kind !== 'failed') return null;
  const { t } = sources.translator;
  const { error } = state;
  const of = RETRY_WAITS_MS.length;
  const name = sources.nowPlaying?.title ?? '';
  const lost = state.hasPlayed || name === '' ? t('player.problem.lost') : t('player.problem.no-start', { title: name });
  const base = {
    cause: causeOf(error, sources),
    code: error.label,
    atMs: sources.atMs,
    canRetry: state.kind !== 'failed' || error.canRetry,
    hasNextChannel: sources.hasNextChannel,
  };
  if (state.kind === 'failed') {
    const hasTried = error.canRetry;
    return {
      ...base,
      title: hasTried ? lost : t(`error.${error.code}.title`),
      line: hasTried ? t('player.problem.gave-up', { of }) : t(`error.${error.code}.text`),
      ring: -1,
      secondsLeft: 0,
    };
  }
  const attempt = Math.min(of, Math.max(1, state.attempt));
  if (state.kind === 'retrying') {
    return { ...base, title: lost, line: t('player.problem.trying-now', { attempt, of }), ring: -1, secondsLeft: 0 };
  }
  const leftMs = Math.max(0, state.retryAtMs - sources.nowMs);
  const secondsLeft = Math.ceil(leftMs / 1000);
  return {
    ...base,
    title: lost,
    line:
      secondsLeft === 0 ? t('player.problem.trying-now', { attempt, of }) : t('player.problem.trying', { count: secondsLeft, attempt, of }),
    ring: state.waitMs > 0 ? leftMs / state.waitMs : 0,
    secondsLeft,
  };
}
