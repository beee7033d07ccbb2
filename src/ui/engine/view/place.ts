import type { LightningElement } from '../lightning';

/** A rectangle in the parent's logical coordinates: x counts from the side where reading starts. Pixels at 1920x1080. */
export interface Place {
  readonly x?: number;
  readonly y?: number;
  readonly w?: number;
  readonly h?: number;
}

/**
 * Puts an element somewhere. Every element is placed in left-to-right coordinates; in right-to-left languages the
 * engine mirrors x inside the parent (x → parent width − x − w), so a page is written once. Mirroring needs the
 * parent's width: give every container one.
 */
export function place<E extends LightningElement>(element: E, x: number, y: number, w?: number, h?: number): E {
  element.x = x;
  element.y = y;
  if (w !== undefined) element.w = w;
  if (h !== undefined) element.h = h;
  return element;
}
