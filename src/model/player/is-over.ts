import type { CancelSignal } from '#core/base';

/** Whether what was wished for is no longer. Asked after each wait; a function, so that nobody takes an earlier answer for granted. */
export function isOver(wish: CancelSignal): boolean {
  return wish.isCancelled;
}
