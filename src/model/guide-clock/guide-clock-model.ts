import type { SourceId } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** A guide that runs at other times than it says, as the app found out by itself. */
export interface ClockProposal {
  readonly sourceId: SourceId;
  /** Minutes the source's guide should be moved by; positive: programmes run later than the guide says. */
  readonly offsetMin: number;
  /** Programmes that fit then, of those both guides know. */
  readonly fits: number;
  readonly total: number;
  /** The clock of the provider's archive says the same. */
  readonly isArchiveSure: boolean;
  /** `used`: the viewer took it in this start and can take it back. */
  readonly state: 'open' | 'used';
}

/** Watches the guides of own sources for wrong clocks. Nothing is moved before the viewer says so. */
export interface GuideClockModel {
  /** What is proposed to the profile that watches, and what it just took. */
  readonly proposals: ReadonlySignal<readonly ClockProposal[]>;
  /** Moves the guide as proposed. */
  use(sourceId: SourceId): void;
  /** Not to be proposed again; another offset may. */
  leave(sourceId: SourceId): void;
  /** Puts the guide back to where it was before {@link use}; it is not proposed again. */
  takeBack(sourceId: SourceId): void;
  dispose(): void;
}
