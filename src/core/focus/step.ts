/** What a step answers when focus should go to the neighbour outside. An index otherwise. */
export const LEAVE = -1;

/**
 * What happens at an end. `stop`: the key is used up. `leave`: the neighbour outside gets the focus, on a new press
 * only; a held key stops, so that nobody falls into the rail. `wrap`: the other end.
 */
export type EdgePolicy = 'stop' | 'leave' | 'wrap';

/** Where a direction key points inside a group; `start` is left in left-to-right layouts. */
export type Direction = 'up' | 'down' | 'start' | 'end';

/** Policies of the four sides of a group. */
export interface Edges {
  readonly up: EdgePolicy;
  readonly down: EdgePolicy;
  readonly start: EdgePolicy;
  readonly end: EdgePolicy;
}

/** Lists and grids of the design: they stop at the far ends and leave towards what stands beside and above them. */
export const LIST_EDGES: Edges = Object.freeze({ up: 'leave', down: 'leave', start: 'leave', end: 'leave' } as const);

/** What stands at an end: the index itself (key used up), {@link LEAVE}, or the index at the other end. */
export function atEdge(index: number, otherEnd: number, isHeld: boolean, edge: EdgePolicy): number {
  if (edge === 'wrap') return otherEnd;
  if (edge === 'leave' && !isHeld) return LEAVE;
  return index;
}
