import { asNumber, asObject, asText } from '#test/harness/cdp';
import type { JsonObject, Page } from '#test/harness/cdp';
import { isTask, traceEvents } from '../trace-events';

/** Processor time of scripts in the page, milliseconds: what software drawing and others on the machine take is not in it. */
export interface FrameTimes {
  /** From a key to the end of the frame that shows what it changed: its handlers and the frames up to then. */
  readonly keysMs: readonly number[];
  /** Every frame. */
  readonly framesMs: readonly number[];
  /** The longest task of the page's thread. */
  readonly longestTaskMs: number;
}

const ms = (slice: JsonObject): number => asNumber(slice['tdur'] ?? 0) / 1000;

function isFrame(slice: JsonObject): boolean {
  return slice['name'] === 'FireAnimationFrame';
}

function isKeyDown(slice: JsonObject): boolean {
  return slice['name'] === 'EventDispatch' && asText(asObject(asObject(slice['args'])['data'])['type']) === 'keydown';
}

/** Adds up the script from each mark `bench-key` to the `bench-shown` after it. A key that changed nothing has none. */
function keyTimes(scripts: readonly JsonObject[], events: readonly JsonObject[]): readonly number[] {
  const marks = events.filter(({ name }) => name === 'bench-key' || name === 'bench-shown').map((mark) => ({ name: mark['name'], ts: asNumber(mark['ts']) }));
  marks.sort((a, b) => a.ts - b.ts);
  const times: number[] = [];
  let keyTs: number | null = null;
  for (const { name, ts } of marks) {
    if (name === 'bench-key') keyTs = ts;
    else if (keyTs !== null) {
      const from = keyTs;
      const within = scripts.filter((slice) => asNumber(slice['ts']) <= ts && asNumber(slice['ts']) + asNumber(slice['dur']) >= from);
      times.push(within.reduce((sum, slice) => sum + ms(slice), 0));
      keyTs = null;
    }
  }
  return times;
}

/** Does `work` and tells what scripts cost meanwhile. */
export async function traceFrames(page: Page, work: () => Promise<void>): Promise<FrameTimes> {
  const { slices, events } = await traceEvents(page, work);
  const frames = slices.filter(isFrame);
  return {
    keysMs: keyTimes([...frames, ...slices.filter(isKeyDown)], events),
    framesMs: frames.map(ms),
    longestTaskMs: Math.max(0, ...slices.filter((slice) => isTask(slice) && slice['tdur'] !== undefined).map(ms)),
  };
}
