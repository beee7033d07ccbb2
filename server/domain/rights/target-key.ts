import type { RightsTarget } from '#server/store';

/** A target as one text, to look it up by. */
export function targetKey(target: RightsTarget): string {
  return `${target.kind}:${String(target.itemId)}`;
}
