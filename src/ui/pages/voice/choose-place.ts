import type { RemoteKey } from '#ports';
import { groupOf } from '#ui/engine';
import type { AnyView, Ui } from '#ui/engine';

/** Longer ways are no counting by voice; they would hold up a frame. */
const MAX_STEPS = 60;
const BACK: Readonly<Partial<Record<RemoteKey, RemoteKey>>> = { up: 'down', down: 'up', left: 'right', right: 'left' };

interface Place {
  readonly group: string;
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Where the focus is in its row, list or grid; `null` where that has no places. Read from the path itself: the tracker looks once per frame. */
function placeOf(ui: Ui): Place | null {
  const path = ui.stage.application.focusPath;
  const view = path?.[path.length - 1] as Partial<AnyView> | undefined;
  const spoken = view?.describe?.() ?? null;
  if (spoken?.index === undefined || spoken.count === undefined) return null;
  return { group: groupOf(view as AnyView), index: spoken.index, count: spoken.count };
}

/** The key that leads on, or back, in the direction of reading. */
export function keyAlong(ui: Ui, isForward: boolean): RemoteKey {
  return isForward === (ui.theme.direction === 'rtl') ? 'left' : 'right';
}

/** One press nearer to a place of the same group; a press that leads elsewhere is taken back. `null`: it did not. */
function step(ui: Ui, key: RemoteKey, from: Place, target: number): Place | null {
  ui.keys.pressKey(key);
  const to = placeOf(ui);
  if (to !== null && to.group === from.group && to.count === from.count && Math.abs(target - to.index) < Math.abs(target - from.index)) return to;
  const back = BACK[key];
  if (back !== undefined && (to === null || to.group !== from.group || to.index !== from.index)) ui.keys.pressKey(back);
  return null;
}

/**
 * Moves the focus to the `place`-th (from 1; -1: the last) of the row, list or grid it is in, by the keys that lead there: across lines first, where there
 * are any. `false`: there is no such place.
 */
export function choosePlace(ui: Ui, place: number): boolean {
  const start = placeOf(ui);
  if (start === null) return false;
  const target = place === -1 ? start.count : place;
  if (target < 1 || target > start.count) return false;
  const isForward = target > start.index;
  const keys: RemoteKey[] = [isForward ? 'down' : 'up', keyAlong(ui, isForward)];
  let here = start;
  for (let steps = 0; here.index !== target && steps < MAX_STEPS; steps += 1) {
    const [key] = keys;
    if (key === undefined) return false;
    const next = step(ui, key, here, target);
    if (next === null) keys.shift();
    else here = next;
  }
  return here.index === target;
}
