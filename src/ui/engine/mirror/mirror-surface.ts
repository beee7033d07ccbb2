import type { Spoken } from '../view/spoken';

/** Everything the mirror shows, in one record. Empty texts where there is nothing. */
export interface MirrorContent {
  /** Id of the page (`home`) and its spoken name (`Home, 9 rows`). */
  readonly page: string;
  readonly pageName: string;
  /** Id and title of the overlay that holds focus. */
  readonly overlay: string;
  readonly overlayName: string;
  /** Row, list or panel the focus is in. */
  readonly group: string;
  readonly focus: Spoken | null;
  /** `3 of 12`, in the viewer's language. */
  readonly position: string;
  /** Facts for tests: player state and the like. */
  readonly facts: ReadonlyMap<string, string>;
  /** Whether the page is still being put together: keys count, and show when it is. */
  readonly isBusy: boolean;
}

/** Where the mirror becomes real: the page's DOM, or nothing in a test. */
export interface MirrorSurface {
  /** Writes what changed. */
  write(content: MirrorContent): void;
  /** Tells readers which language the words are in: `de`, `zh-Hans`. */
  setLanguage(tag: string): void;
  /** Gives the platform's reader the focused element: 150 ms after the last change, and only while somebody listens. */
  focus(): void;
  /** Spoken at once, `assertive` for errors; `polite` waits for its turn. */
  announce(text: string, urgency: 'polite' | 'assertive'): void;
  dispose(): void;
}
