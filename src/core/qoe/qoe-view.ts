/** What a view is doing, as far as quality goes. `recovering`: the picture is gone and is being brought back. */
export type QoePhase = 'starting' | 'playing' | 'rebuffering' | 'seeking' | 'paused' | 'recovering' | 'away' | 'over';

/** How a view ended (CTA-2066 5): played, left before the first picture, failed before it, failed after it. */
export type QoeOutcome = 'played' | 'exit-before-start' | 'start-failure' | 'playback-failure';

/** A view in progress. Times are monotonic milliseconds. */
export interface QoeView {
  readonly viewId: string;
  readonly phase: QoePhase;
  readonly sinceMs: number;
  readonly startedMs: number;
  /** From the wish to the first picture, without the time the app was away; -1 before it. */
  readonly startupMs: number;
  readonly playedMs: number;
  readonly rebufferMs: number;
  readonly rebuffers: number;
  readonly seekMs: number;
  readonly recoveryMs: number;
  readonly recoveries: number;
  readonly awayMs: number;
  /** The present bit rate, and its sum over the time it played: bits per second times milliseconds. 0: not told. */
  readonly bitrateBps: number;
  readonly bitrateTime: number;
  /** Time played at a known bit rate. */
  readonly ratedMs: number;
  readonly topBitrateBps: number;
  readonly switches: number;
  /** Code of the last failure; empty without one. */
  readonly errorCode: string;
  readonly saidMs: number;
}

/** A view that begins now. */
export function beginView(viewId: string, nowMs: number): QoeView {
  return {
    viewId, phase: 'starting', sinceMs: nowMs, startedMs: nowMs, startupMs: -1, playedMs: 0, rebufferMs: 0, rebuffers: 0, seekMs: 0, recoveryMs: 0, recoveries: 0, awayMs: 0,
    bitrateBps: 0, bitrateTime: 0, ratedMs: 0, topBitrateBps: 0, switches: 0, errorCode: '', saidMs: nowMs,
  };
}

/** Adds the time since the last look to what the view was doing. */
export function countTime(view: QoeView, nowMs: number): QoeView {
  const passed = Math.max(0, nowMs - view.sinceMs);
  const counted = { ...view, sinceMs: nowMs };
  switch (view.phase) {
    case 'playing': {
      const rated = view.bitrateBps > 0 ? passed : 0;
      return { ...counted, playedMs: view.playedMs + passed, ratedMs: view.ratedMs + rated, bitrateTime: view.bitrateTime + view.bitrateBps * rated };
    }
    case 'rebuffering':
      return { ...counted, rebufferMs: view.rebufferMs + passed };
    case 'seeking':
      return { ...counted, seekMs: view.seekMs + passed };
    case 'recovering':
      return { ...counted, recoveryMs: view.recoveryMs + passed };
    case 'away':
      return { ...counted, awayMs: view.awayMs + passed };
    default:
      return counted;
  }
}

/** Standing still against all the time a picture was wanted and had begun, 0..1 (CTA-2066 5.4); seeks and pauses are neither. */
export function rebufferRatio({ playedMs, rebufferMs, recoveryMs, startupMs }: QoeView): number {
  const lostMs = rebufferMs + (startupMs === -1 ? 0 : recoveryMs);
  const whole = playedMs + lostMs;
  return whole === 0 ? 0 : Math.round((lostMs / whole) * 1e5) / 1e5;
}

/** The running sums as they are told. */
export function sumsOf(view: QoeView): Readonly<Record<string, string | number | boolean>> {
  const { startupMs, playedMs, rebufferMs, rebuffers, seekMs, recoveryMs, recoveries, switches, topBitrateBps, ratedMs, bitrateTime } = view;
  const average = ratedMs === 0 ? {} : { averageBitrateBps: Math.round(bitrateTime / ratedMs), topBitrateBps };
  const startup = startupMs === -1 ? {} : { startupMs };
  return { ...startup, playedMs, rebufferMs, rebuffers, rebufferRatio: rebufferRatio(view), seekMs, recoveryMs, recoveries, switches, ...average };
}
