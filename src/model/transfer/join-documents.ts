import { parseParentalRules, parseTimeRules } from '#core/parental';
import type { ParentalRules, TimeRules } from '#core/parental';
import { asFields, listOf, numberOf, rowsOf, textOf, textsOf } from '#core/wire';
import type { Fields } from '#core/wire';
import type { Family } from './bundle';

/** The lower of two age limits; -1 is none. */
export function lowerAge(one: number, other: number): number {
  return one < 0 ? other : other < 0 ? one : Math.min(one, other);
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return one.concat(other.filter((each) => one.indexOf(each) === -1));
}

/** What either rules lock. */
function joinRules(theirs: ParentalRules, ours: ParentalRules): ParentalRules {
  return {
    maxAge: lowerAge(theirs.maxAge, ours.maxAge),
    isUnratedLocked: theirs.isUnratedLocked || ours.isUnratedLocked,
    isAdultLocked: theirs.isAdultLocked || ours.isAdultLocked,
    strength: theirs.strength === 'hide' || ours.strength === 'hide' ? 'hide' : 'ask',
    categories: union(theirs.categories, ours.categories),
    keys: union(theirs.keys, ours.keys) as ParentalRules['keys'],
    names: { ...ours.names, ...theirs.names },
  };
}

/** The tighter limits of both: fewer minutes; the bedtime of this set where it has one. */
function joinTimes(theirs: TimeRules, ours: TimeRules): TimeRules {
  const night = ours.bedtime >= 0 ? ours : theirs;
  return { minutesPerDay: lowerAge(theirs.minutesPerDay, ours.minutesPerDay), bedtime: night.bedtime, wakeUp: night.wakeUp };
}

function pointsOf(fields: Fields): readonly Fields[] {
  return rowsOf(listOf(fields, 'points'), (point) => (textOf(point, 'key') === '' ? null : point));
}

/** Of each title the place that is newer; what comes is told to an account, if there is one. */
function joinProgress(theirs: Fields, ours: Fields | null): Fields {
  const points = new Map<string, Fields>();
  for (const point of pointsOf(theirs)) points.set(textOf(point, 'key'), { ...point, isDirty: true });
  for (const point of ours === null ? [] : pointsOf(ours)) {
    const key = textOf(point, 'key');
    const other = points.get(key);
    if (other === undefined || numberOf(other, 'updatedAtMs', 0) < numberOf(point, 'updatedAtMs', 0)) points.set(key, point);
  }
  return { points: Array.from(points.values()) };
}

/**
 * What a profile's document becomes: `theirs` came, `ours` is here (`null`: nothing). Limits only ever get tighter, favourites and places are joined,
 * anything else is what came.
 */
export function joinDocument(family: Family, theirs: Fields, ours: unknown): unknown {
  switch (family) {
    case 'parental':
      return joinRules(parseParentalRules(theirs), parseParentalRules(ours));
    case 'watch-time-rules':
      return joinTimes(parseTimeRules(theirs), parseTimeRules(ours));
    case 'favourites':
      return { keys: union(textsOf(theirs, 'keys'), textsOf(asFields(ours) ?? {}, 'keys')), isDirty: true };
    case 'progress':
      return joinProgress(theirs, asFields(ours));
    default:
      return theirs;
  }
}
