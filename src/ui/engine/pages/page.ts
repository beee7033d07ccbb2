import { signal } from '#core/state';
import type { Signal } from '#core/state';
import { View } from '../view/view';
import type { FocusFrame } from '../focus/focus-frame';

/** What a page keeps between visits; the back stack's entries are such. */
export interface PageEntry {
  /** Unique for the life of the app. */
  readonly id: number;
}

/** Why a page goes out of sight. */
export type LeaveReason = 'covered' | 'closed';

/**
 * A full-screen place with its own focus. Life: `build` → `enter` (first time) → `leave('covered')` → `restore` → … →
 * `leave('closed')`. A covered page stays alive with its focus while memory allows, else it is built again and restored
 * from what it remembered in its entry.
 */
export abstract class Page<Props extends object = object> extends View<Props> {
  /** Made by the focus tracker. */
  declare focusFrame: FocusFrame | undefined;

  /** Set where {@link Page.canSleep}. */
  declare asleep: Signal<boolean> | undefined;

  /** Whether its views may stop following signals while it is covered: what they show does nothing for the page above. */
  get canSleep(): boolean {
    return false;
  }

  /** Whether it takes the place of the page before it without a motion. */
  get comesAtOnce(): boolean {
    return false;
  }

  /** Ring and shadow are drawn among the page's children. */
  get isFocusRoot(): true {
    return true;
  }

  /** Id of the route, for the mirror and tests. */
  abstract get pageId(): string;

  /** Spoken name: `Home, 9 rows`. */
  abstract pageTitle(): string;

  /** Shown for the first time, or built again after it was dropped: recall focus from the entry here. */
  enter(): void {
    // Pages without memory have nothing to do.
  }

  /** About to go out of sight: remember focus in the entry here. */
  leave(_reason: LeaveReason): void {
    // Pages without memory have nothing to do.
  }

  /** In sight again, as it was left. */
  restore(): void {
    // Most pages are simply there again.
  }

  /** Lets a page that may rest while it is covered, or wakes it: then it shows what has changed meanwhile. */
  sleep(isAsleep: boolean): void {
    if (this.asleep !== undefined) this.asleep.value = isAsleep;
  }

  /** Whether Back should first scroll to the top; root pages answer. */
  isAtTop(): boolean {
    return true;
  }

  /** Scrolls to the top and focuses what is there. */
  goToTop(): void {
    // Pages that never scroll are at the top.
  }

  protected override _construct(): void {
    super._construct();
    this.asleep = this.canSleep ? signal(false) : undefined;
    this.w = 1920;
    this.h = 1080;
    this.forceZIndexContext = true;
  }
}
