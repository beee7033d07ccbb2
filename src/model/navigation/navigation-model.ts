import type { ItemKey, SourceId } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** Where the viewer can be. Overlays and dialogs are not routes. */
export type Route =
  | { readonly name: 'start' }
  | { readonly name: 'sign-in' }
  | { readonly name: 'add-source' }
  | { readonly name: 'profiles' }
  /** The way of an own source's requests. */
  | { readonly name: 'connection'; readonly source: SourceId }
  | { readonly name: 'search' }
  | { readonly name: 'home' }
  | { readonly name: 'live' }
  | { readonly name: 'guide' }
  | { readonly name: 'movies' }
  | { readonly name: 'series' }
  | { readonly name: 'my-list' }
  /** What the platform recorded for the account. */
  | { readonly name: 'recordings' }
  | { readonly name: 'shop' }
  | { readonly name: 'settings' }
  /** What this set is and how its sources do. */
  | { readonly name: 'diagnostics' }
  /** What the stores check, tried on this set. */
  | { readonly name: 'rehearsal' }
  /** The viewer's own line-up of channels; begins on `channel`. */
  | { readonly name: 'lineup'; readonly channel?: ItemKey }
  /** Sorting out what own sources list. */
  | { readonly name: 'tour' }
  /** Moving to another set without an account, and backups. */
  | { readonly name: 'transfer' }
  | { readonly name: 'movie'; readonly key: ItemKey }
  | { readonly name: 'show'; readonly key: ItemKey }
  /** Search for a person, opened over the title `from` that names them. */
  | { readonly name: 'person'; readonly person: string; readonly from: ItemKey }
  /** `offer`: the event on a channel that is meant. */
  | { readonly name: 'checkout'; readonly key: ItemKey; readonly offer?: string }
  /** The platform's plans; begins on `plan`. */
  | { readonly name: 'plans'; readonly plan?: string }
  /** Something that is sent. */
  | { readonly name: 'product'; readonly id: string }
  /** What is put together to be ordered at once. */
  | { readonly name: 'basket' }
  | { readonly name: 'player' };

/** Name of a route. */
export type RouteName = Route['name'];

/** Routes of the rail, in its order; Back on them follows the root rules. */
export const ROOT_ROUTES: readonly RouteName[] = ['search', 'home', 'live', 'guide', 'movies', 'series', 'my-list', 'shop', 'settings'];

/** The place of the rail that stands for a route: its own, or where titles of its kind are; `null` where no rail stands. */
export function railPlaceOf({ name }: Route): RouteName | null {
  if (name === 'movie') return 'movies';
  if (name === 'show') return 'series';
  if (name === 'person') return 'search';
  if (name === 'recordings') return 'my-list';
  return ROOT_ROUTES.indexOf(name) === -1 ? null : name;
}

/** What a row, list or page keeps to bring focus back: the item by id, its place in case the item is gone, and a scroll. */
export interface FocusRecord {
  readonly id: string;
  readonly index: number;
  /** Scroll in pixels or rows, as its owner counts. */
  readonly offset: number;
}

/**
 * One entry of the back stack. Each visit is its own entry: A, B, A, C keeps both visits of A with their own memory.
 * `slot` names who remembers (`page`, a row id, `channels`).
 */
export interface NavigationEntry {
  /** Unique for the life of the app. */
  readonly id: number;
  readonly route: Route;
  remember(slot: string, record: FocusRecord): void;
  recall(slot: string): FocusRecord | null;
  forget(slot: string): void;
}

/** What {@link NavigationModel.back} decided; the page acts on the first two, the rest has already happened. */
export type BackOutcome = 'go-to-top' | 'rail-opened' | 'went-back' | 'went-home' | 'exit-asked' | 'left-to-system' | 'stayed';

/** The app's own back stack. */
export interface NavigationModel {
  /** The entry on top; never absent. */
  readonly current: ReadonlySignal<NavigationEntry>;
  /** Which way the last change went; page transitions read it. */
  readonly direction: ReadonlySignal<'forward' | 'back' | 'replace'>;
  readonly depth: ReadonlySignal<number>;
  readonly isRailOpen: ReadonlySignal<boolean>;
  /** Puts a route on top. A root route opened from the rail clears what lies above Home. */
  open(route: Route): void;
  /** Changes the top entry for another. */
  replace(route: Route): void;
  /** Empties the stack down to one entry. */
  reset(route: Route): void;
  /** Opens `route` with Home beneath it, for deep links. */
  openAboveHome(route: Route): void;
  openRail(): void;
  closeRail(): void;
  /**
   * Back. `isAtTop` tells whether the page already rests at its top; only roots ask. On a root: `go-to-top` (the page
   * scrolls), then the rail opens, then Home, then the exit question. Elsewhere the entry below returns.
   */
  back(isAtTop: boolean): BackOutcome;
}
