import type { NativeTimers } from '../core/native-timers';

/** A cue of the stream, in seconds. */
export interface PlaneCue {
  readonly startSec: number;
  readonly endSec: number;
  readonly text: string;
}

function textOf(cue: object): string {
  const nested: unknown = Reflect.get(cue, 'nestedCues');
  if (Reflect.get(cue, 'lineBreak') === true) return '\n';
  if (Array.isArray(nested) && nested.length > 0) return (nested as readonly object[]).map(textOf).join('');
  return String(Reflect.get(cue, 'payload') ?? '');
}

/** Cues as Shaka's parsers hand them over. */
export function cuesOf(list: readonly unknown[]): readonly PlaneCue[] {
  return list.filter((cue): cue is object => typeof cue === 'object' && cue !== null).map((cue) => ({
    startSec: Number(Reflect.get(cue, 'startTime')), endSec: Number(Reflect.get(cue, 'endTime')), text: textOf(cue),
  }));
}

/** Tells each cue once, when its time begins. */
export class CueTimer {
  private readonly cues = new Map<string, PlaneCue>();
  private readonly told = new Set<string>();
  private lastSec = 0;
  readonly stop: () => void;

  constructor(timers: NativeTimers, nowSec: () => number, tell: (text: string, durationMs: number) => void) {
    this.stop = timers.every(100, () => {
      const at = nowSec();
      if (at < this.lastSec) this.told.clear();
      this.lastSec = at;
      this.cues.forEach((cue, key) => {
        if (this.told.has(key) || at < cue.startSec || at >= cue.endSec) return;
        this.told.add(key);
        tell(cue.text, Math.round((cue.endSec - cue.startSec) * 1000));
      });
    });
  }

  add(cues: readonly PlaneCue[]): void {
    for (const cue of cues) this.cues.set(`${String(cue.startSec)}|${cue.text}`, cue);
  }
}
