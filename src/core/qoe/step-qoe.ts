import { MINUTE_MS } from '../base';
import type { QoeEvent } from './qoe-event';
import { beginView, countTime, sumsOf } from './qoe-view';
import type { QoeOutcome, QoePhase, QoeView } from './qoe-view';

/** A view that lasts tells its sums this often: a set that is switched off says no goodbye. */
const HEARTBEAT_MS = MINUTE_MS;

type Props = QoeEvent['props'];

/** What happens to a view. `nowMs`: monotonic; `atMs`: wall clock. */
export type QoeInput = { readonly nowMs: number; readonly atMs: number } & (
  | { readonly type: 'request'; readonly viewId: string; readonly props: Props }
  | { readonly type: 'phase'; readonly phase: QoePhase }
  /** The picture was lost or did not come. `isFinal`: nothing more is tried. */
  | { readonly type: 'failure'; readonly code: string; readonly isFinal: boolean }
  /** What is tried to get it back. */
  | { readonly type: 'attempt'; readonly rung: string }
  | { readonly type: 'bitrate'; readonly bitrateBps: number }
  | { readonly type: 'tick' }
  | { readonly type: 'end' }
);

/** The view after an input (`null`: there is none), and what is to be told. */
export interface QoeStep {
  readonly view: QoeView | null;
  readonly events: readonly QoeEvent[];
}

function tell(view: QoeView, type: string, atMs: number, props: Props): QoeEvent {
  return { type, viewId: view.viewId, atMs, props };
}

function outcomeOf({ startupMs, errorCode, phase }: QoeView): QoeOutcome {
  const hasFailed = errorCode !== '' && (phase === 'over' || phase === 'recovering');
  if (startupMs === -1) return hasFailed ? 'start-failure' : 'exit-before-start';
  return hasFailed && phase === 'over' ? 'playback-failure' : 'played';
}

function end(view: QoeView, atMs: number): QoeEvent {
  const outcome = outcomeOf(view);
  const reason = view.errorCode === '' || outcome === 'played' || outcome === 'exit-before-start' ? {} : { code: view.errorCode };
  return tell(view, 'view_end', atMs, { outcome, ...reason, ...sumsOf(view) });
}

function onPhase(view: QoeView, phase: QoePhase, nowMs: number, atMs: number): QoeStep {
  if (phase === view.phase || view.phase === 'over') return { view, events: [] };
  const before = view.phase;
  if (phase === 'playing' && view.startupMs === -1) {
    const startupMs = Math.max(0, nowMs - view.startedMs - view.awayMs);
    const begun = { ...view, phase, startupMs, errorCode: '' };
    return { view: begun, events: [tell(view, 'playback_started', atMs, { startupMs })] };
  }
  const next = { ...view, phase };
  // Waiting for the first picture is startup, not rebuffering.
  if (phase === 'rebuffering') {
    if (view.startupMs === -1 || before === 'seeking') return { view, events: [] };
    return { view: { ...next, rebuffers: view.rebuffers + 1 }, events: [tell(view, 'rebuffer_started', atMs, { rebuffers: view.rebuffers + 1 })] };
  }
  if (phase === 'playing') {
    const events: QoeEvent[] = [];
    if (before === 'rebuffering') events.push(tell(view, 'rebuffer_ended', atMs, { rebufferMs: view.rebufferMs }));
    if (before === 'recovering') events.push(tell(view, 'playback_recovered', atMs, { recoveryMs: view.recoveryMs }));
    return { view: { ...next, errorCode: '' }, events };
  }
  return { view: next, events: [] };
}

function onFailure(view: QoeView, input: Extract<QoeInput, { type: 'failure' }>): QoeStep {
  const { code, isFinal, atMs } = input;
  if (view.phase === 'over') return { view, events: [] };
  const recoveries = view.recoveries + (view.phase === 'recovering' || isFinal ? 0 : 1);
  const next = { ...view, errorCode: code, recoveries, phase: isFinal ? ('over' as const) : ('recovering' as const) };
  const event = tell(view, 'playback_failed', atMs, { code, isFinal, isBeforeStart: view.startupMs === -1 });
  // The same failure of the next attempt is told by that attempt.
  const isNew = isFinal || view.phase !== 'recovering' || view.errorCode !== code;
  return { view: next, events: isNew ? [event] : [] };
}

function onBitrate(view: QoeView, bitrateBps: number, atMs: number): QoeStep {
  if (bitrateBps === view.bitrateBps || !(bitrateBps > 0)) return { view, events: [] };
  const switches = view.switches + (view.bitrateBps === 0 ? 0 : 1);
  return {
    view: { ...view, bitrateBps, switches, topBitrateBps: Math.max(view.topBitrateBps, bitrateBps) },
    events: [tell(view, 'bitrate_changed', atMs, { bitrateBps, fromBps: view.bitrateBps })],
  };
}

/**
 * One step of measuring a view by the terms of CTA-2066: startup time, exits before the start, failures before and after it,
 * rebuffering, the bit rate weighted by time. Pure and total; a request ends the view before it.
 */
export function stepQoe(before: QoeView | null, input: QoeInput): QoeStep {
  const { nowMs, atMs } = input;
  if (input.type === 'request') {
    const events = before === null ? [] : [end(countTime(before, nowMs), atMs)];
    const view = beginView(input.viewId, nowMs);
    return { view, events: events.concat(tell(view, 'view_requested', atMs, input.props)) };
  }
  if (before === null) return { view: null, events: [] };
  const view = countTime(before, nowMs);
  switch (input.type) {
    case 'phase':
      return onPhase(view, input.phase, nowMs, atMs);
    case 'failure':
      return onFailure(view, input);
    case 'attempt':
      return { view, events: [tell(view, 'recovery_attempted', atMs, { rung: input.rung })] };
    case 'bitrate':
      return onBitrate(view, input.bitrateBps, atMs);
    case 'tick':
      if (nowMs - view.saidMs < HEARTBEAT_MS || view.phase === 'over') return { view, events: [] };
      return { view: { ...view, saidMs: nowMs }, events: [tell(view, 'heartbeat', atMs, sumsOf(view))] };
    case 'end':
      return { view: null, events: [end(view, atMs)] };
  }
}
