import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import { asFields, isTrue, listOf, numberOf, rowsOf, textOf } from '#core/wire';
import type { Fields } from '#core/wire';
import type { ProgressPoint } from './progress-model';

/** A point with its place in the queue to the platform. */
export interface StoredPoint extends ProgressPoint {
  /** Not yet confirmed by the platform. */
  readonly isDirty: boolean;
}

/** More would make every save rewrite too much; the oldest go first. */
export const MAX_POINTS = 400;

function judgePoint(fields: Fields): StoredPoint | null {
  const key = textOf(fields, 'key');
  if (parseItemKey(key) === null) return null;
  const parent = textOf(fields, 'parentKey');
  return {
    key: key as ItemKey,
    positionMs: Math.max(0, numberOf(fields, 'positionMs', 0)),
    durationMs: Math.max(0, numberOf(fields, 'durationMs', 0)),
    updatedAtMs: numberOf(fields, 'updatedAtMs', 0),
    isFinished: isTrue(fields, 'isFinished'),
    parentKey: parseItemKey(parent) === null ? '' : (parent as ItemKey),
    isDirty: isTrue(fields, 'isDirty'),
  };
}

/** Judges what is stored; broken points are left out. */
export function judgeStoredPoints(value: unknown): readonly StoredPoint[] {
  const fields = asFields(value);
  return fields === null ? [] : rowsOf(listOf(fields, 'points'), judgePoint);
}

/** Newest first, at most {@link MAX_POINTS}; unsent points are never dropped for sent ones. */
export function pointsToStore(points: Iterable<StoredPoint>): { readonly points: readonly StoredPoint[] } {
  const sorted = Array.from(points).sort((a, b) => Number(b.isDirty) - Number(a.isDirty) || b.updatedAtMs - a.updatedAtMs);
  return { points: sorted.slice(0, MAX_POINTS) };
}
