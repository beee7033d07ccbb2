import type { AppError, ItemKey } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { WireRecording } from '#core/wire';

/** A programme of the guide, as far as recording it goes. */
export interface RecordableProgramme {
  readonly channelKey: ItemKey;
  readonly startMs: number;
  readonly title: string;
}

/** Where the list stands. `failed`: what was known before still stands. */
export type RecordingsState = { readonly kind: 'loading' } | { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly error: AppError };

/** What can be done about a programme. */
export type RecordingAction = 'record' | 'record-series' | 'stop-recording' | 'stop-series';

/** What can be done with a recording of the list. */
export type RecordingOption = 'play' | 'from-start' | 'delete' | 'cancel' | 'stop-series';

/** A card of the list: what `CardContent` of the components is. */
export interface RecordingCard {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly facts: readonly string[];
  readonly rating: string;
  readonly image: string;
  readonly isLettered: boolean;
  readonly titleArt: string;
  readonly logo: string;
  readonly tint: string;
  readonly progress: number;
  readonly isWatched: boolean;
  readonly badge: string;
  readonly rank: number;
  readonly spoken: string;
}

/** Cards made on demand. */
export interface RecordingCards {
  readonly length: number;
  at(index: number): RecordingCard | null;
  indexOf(id: string): number;
}

/** What the account has the platform record. Where there is no platform there is no such model. */
export interface RecordingsModel {
  readonly state: ReadonlySignal<RecordingsState>;
  /** Whether something can be recorded. */
  readonly isOffered: ReadonlySignal<boolean>;
  readonly cards: ReadonlySignal<RecordingCards>;
  /** `3 h of 20 h used`; empty before it is known. */
  readonly roomText: ReadonlySignal<string>;
  /** What becomes, or became, of a programme; `null`: nothing. Follows the list. */
  of(channelKey: ItemKey, startMs: number): WireRecording | null;
  /** What can be done about a programme that ends at `stopMs`; nothing for channels of other sources. */
  actions(programme: RecordableProgramme, stopMs: number): readonly RecordingAction[];
  /** In the viewer's language. */
  labelOf(action: RecordingAction): string;
  /** Does it, and tells what came of it. */
  act(action: RecordingAction, programme: RecordableProgramme): Promise<void>;
  /** What can be done with one of the list, what is most likely wanted first, in the viewer's language. */
  options(id: string): ReadonlyArray<{ readonly id: RecordingOption; readonly label: string }>;
  /** Why it is as it is, in words: `Failed: this channel does not answer`, `Kept until 3 May`. */
  note(id: string): string;
  choose(id: string, option: RecordingOption): Promise<void>;
  /** Reads the list anew. Never rejects. */
  load(): Promise<void>;
}
