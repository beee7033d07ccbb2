import { asNumber, asObject, asText } from '#test/harness/cdp';
import type { JsonObject, Page } from '#test/harness/cdp';
import { isTask, traceEvents } from '../trace-events';

/** A stretch of time on the page's thread, microseconds of the engine's clock. */
export interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

/** What a key or a frame took of the processor in scripts, and when. */
export interface ScriptTime {
  /** The how manieth of the keys pressed, or of the frames; from 0. */
  readonly index: number;
  readonly ms: number;
  readonly spans: readonly Span[];
}

/** Processor time of scripts in the page, milliseconds: what software drawing and others on the machine take is not in it. */
export interface FrameTimes {
  /** From a key to the end of the frame that shows what it changed: its handlers and the frames up to then. */
  readonly keysMs: readonly number[];
  /** Every frame. */
  readonly framesMs: readonly number[];
  /** Frames while a key is held: from its first repeat to its release. What the press before that takes is a key's. */
  readonly heldFramesMs: readonly number[];
  /** The longest task of the page's thread meanwhile. */
  readonly longestHeldTaskMs: number;
  /** The same as `keysMs`, `framesMs` and `heldFramesMs`, with when it was. */
  readonly keys: readonly ScriptTime[];
  readonly frames: readonly ScriptTime[];
  readonly heldFrames: readonly ScriptTime[];
}

const ms = (slice: JsonObject): number => asNumber(slice['tdur'] ?? 0) / 1000;

function spanOf(slice: JsonObject): Span {
  const fromUs = asNumber(slice['ts']);
  return { fromUs, toUs: fromUs + asNumber(slice['dur']) };
}

function isFrame(slice: JsonObject): boolean {
  return slice['name'] === 'FireAnimationFrame';
}

/** The type of the event a slice dispatches; empty for other slices. */
function eventType(slice: JsonObject): string {
  return slice['name'] === 'EventDispatch' ? asText(asObject(asObject(slice['args'])['data'])['type']) : '';
}

const isKeyDown = (slice: JsonObject): boolean => eventType(slice) === 'keydown';

/** From the second of two presses without a release between them to the release. */
function heldSpans(slices: readonly JsonObject[]): readonly Span[] {
  const spans: Span[] = [];
  let downs = 0;
  let fromUs = 0;
  for (const slice of slices.filter((each) => /^key(down|up)$/.test(eventType(each))).sort((a, b) => asNumber(a['ts']) - asNumber(b['ts']))) {
    const ts = asNumber(slice['ts']);
    if (isKeyDown(slice)) {
      downs += 1;
      if (downs === 2) fromUs = ts;
    } else {
      if (downs > 1) spans.push({ fromUs, toUs: ts });
      downs = 0;
    }
  }
  return spans;
}

/** Adds up the script from each mark `bench-key` to the `bench-shown` after it. A key that changed nothing has none. */
function keyTimes(scripts: readonly JsonObject[], events: readonly JsonObject[]): readonly ScriptTime[] {
  const marks = events.filter(({ name }) => name === 'bench-key' || name === 'bench-shown').map((mark) => ({ name: mark['name'], ts: asNumber(mark['ts']) }));
  marks.sort((a, b) => a.ts - b.ts);
  const times: ScriptTime[] = [];
  let keyTs: number | null = null;
  let index = -1;
  for (const { name, ts } of marks) {
    if (name === 'bench-key') {
      keyTs = ts;
      index += 1;
    } else if (keyTs !== null) {
      const from = keyTs;
      const within = scripts.filter((slice) => asNumber(slice['ts']) <= ts && asNumber(slice['ts']) + asNumber(slice['dur']) >= from);
      times.push({ index, ms: within.reduce((sum, slice) => sum + ms(slice), 0), spans: within.map(spanOf) });
      keyTs = null;
    }
  }
  return times;
}

/** Does `work` and tells what scripts cost meanwhile. */
export async function traceFrames(page: Page, work: () => Promise<void>): Promise<FrameTimes> {
  const { slices, events } = await traceEvents(page, work);
  const drawn = slices.filter(isFrame);
  const keys = keyTimes([...drawn, ...slices.filter(isKeyDown)], events);
  const frames = drawn.map((slice, index) => ({ index, ms: ms(slice), spans: [spanOf(slice)] }));
  const holds = heldSpans(slices);
  const isHeld = (span: Span): boolean => holds.some(({ fromUs, toUs }) => span.toUs >= fromUs && span.fromUs <= toUs);
  const heldFrames = frames.filter(({ spans }) => spans.every(isHeld));
  return {
    keysMs: keys.map((key) => key.ms),
    framesMs: frames.map((frame) => frame.ms),
    heldFramesMs: heldFrames.map((frame) => frame.ms),
    longestHeldTaskMs: Math.max(0, ...slices.filter((slice) => isTask(slice) && slice['tdur'] !== undefined && isHeld(spanOf(slice))).map(ms)),
    keys,
    frames,
    heldFrames,
  };
}
