import { atEdge, LEAVE } from './step';
import type { EdgePolicy } from './step';

/**
 * The next index in a line of `count` items. `delta` may be larger than 1 (a page): it then stops at the end before it
 * leaves. An empty line is always left. Allocates nothing.
 */
export function stepLine(index: number, count: number, delta: number, isHeld: boolean, edge: EdgePolicy): number {
  if (count <= 0) return LEAVE;
  const last = count - 1;
  const target = index + delta;
  if (target >= 0 && target <= last) return target;
  const end = delta < 0 ? 0 : last;
  if (index !== end) return end;
  return atEdge(index, delta < 0 ? last : 0, isHeld, edge);
}
