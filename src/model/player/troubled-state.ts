import type { PlaybackState } from '#core/playback';

const TROUBLED: readonly PlaybackState['kind'][] = ['waiting', 'retrying', 'failed'];

/** States without a picture that carry what went wrong. */
export type TroubledState = Extract<PlaybackState, { kind: 'waiting' | 'retrying' | 'failed' }>;

/** Whether the picture is lost. */
export function isTroubled(state: PlaybackState): state is TroubledState {
  return TROUBLED.indexOf(state.kind) !== -1;
}
