import type { AppError, ErrorCode } from '#core/base';
import { attemptsOf, troubleOf } from '#core/playback';
import type { PlaybackState, Trouble } from '#core/playback';
import type { Translator } from '#model/i18n';
import { soldRoute } from '#model/navigation';
import type { NowPlaying, ProblemView } from './player-model';

/** Errors that the provider decides; trying again does not help. */
const RIGHTS: readonly ErrorCode[] = [
  'media.refused',
  'media.drm',
  'media.drm-refused',
  'http.unauthorized',
  'http.forbidden',
  'source.login-refused',
  'source.expired',
  'source.disabled',
  'auth.session-ended',
  'auth.account-suspended',
];

/** Failures of which nobody knows more than that they happened again. */
const COUNTED: readonly Trouble[] = ['network', 'source', 'damaged'];
/** Pauses up to this long are not counted down. */
const SHORT_WAIT_MS = 1000;

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
  if (error.code === 'media.unsupported' || error.code === 'media.drm-unsupported') return t('player.cause.device');
  if (troubleOf(error, false) === 'limit') {
    const { used, of } = error.facts;
    return used === undefined || of === undefined ? t('rescue.cause.line') : t('rescue.cause.line-used', { used: String(used), of: String(of) });
  }
  if (RIGHTS.indexOf(error.code) !== -1) return t('player.cause.rights');
  if (!error.canRetry) return '';
  const isChannel = sources.nowPlaying?.kind === 'live' || sources.nowPlaying?.kind === 'archive';
  return t(isChannel ? 'player.cause.source-live' : 'player.cause.source');
}

type Recovering = Extract<PlaybackState, { kind: 'waiting' | 'retrying' }>;

/** What is being done, in one line. */
function lineOf(state: Recovering, secondsLeft: number, { t }: Translator): string {
  const attempts = attemptsOf(state);
  switch (state.rung) {
    case 'container':
      return t('rescue.form', attempts);
    case 'version':
      return t('rescue.version', attempts);
    case 'archive':
      return t('rescue.archive', attempts);
    case 'line':
      return secondsLeft === 0 ? t('rescue.line-now') : t('rescue.line', { count: secondsLeft });
    case 'reenter':
      if (secondsLeft === 0) return t('rescue.reenter', attempts);
      break;
    case 'again':
  }
  return secondsLeft === 0 ? t('player.problem.trying-now', attempts) : t('player.problem.trying', { count: secondsLeft, ...attempts });
}

/** Words for the error page; `null` unless playback is recovering or has failed. */
export function problemView(state: PlaybackState, sources: ProblemSources): ProblemView | null {
  if (state.kind !== 'waiting' && state.kind !== 'retrying' && state.kind !== 'failed') return null;
  const { t } = sources.translator;
  const { error } = state;
  const name = sources.nowPlaying?.title ?? '';
  const lost = state.hasPlayed || name === '' ? t('player.problem.lost') : t('player.problem.no-start', { title: name });
  const isLineFull = troubleOf(error, false) === 'limit';
  const { nowPlaying } = sources;
  const opens = nowPlaying === null ? null : soldRoute(error, nowPlaying.seriesKey ?? nowPlaying.key);
  const base = {
    opens,
    cause: causeOf(error, sources),
    code: error.label,
    atMs: sources.atMs,
    canRetry: state.kind !== 'failed' || error.canRetry || isLineFull || opens !== null,
    isLineFull,
    hasOther: state.offers.versions > 0,
    hasNextChannel: sources.hasNextChannel,
  };
  if (state.kind === 'failed') {
    // Where the cause has words of its own, they say more than a count.
    const hasTried = state.attempt > 0 && COUNTED.indexOf(troubleOf(error, false)) !== -1;
    return {
      ...base,
      title: hasTried ? lost : t(`error.${error.code}.title`),
      line: hasTried ? t('player.problem.gave-up', { of: state.attempt }) : t(`error.${error.code}.text`),
      ring: -1,
      secondsLeft: 0,
    };
  }
  const leftMs = state.kind === 'waiting' ? Math.max(0, state.retryAtMs - sources.nowMs) : 0;
  const secondsLeft = Math.ceil(leftMs / 1000);
  const line = lineOf(state, secondsLeft, sources.translator);
  const title = isLineFull ? t(`error.${error.code}.title`) : lost;
  // A short pause is over before a ring could be read.
  const hasRing = state.kind === 'waiting' && state.waitMs > SHORT_WAIT_MS;
  return { ...base, title, line, ring: hasRing ? leftMs / state.waitMs : -1, secondsLeft };
}
