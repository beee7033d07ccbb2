import type { ItemKey } from '#core/base';
import type { CatalogReader, GuideReader } from '#core/catalog';
import type { WireHomeItem } from '#core/wire';
import type { CardView } from '#model/cards';

/** A row of picks as Home shows it. */
export interface PickedRow {
  /** `because-<key>` of the title it is because of, `for-you`, `usual`. */
  readonly id: string;
  readonly kind: 'poster' | 'on-now';
  readonly title: string;
  readonly cards: readonly CardView[];
}

/** What rows are made from at one moment. */
export interface PickSources {
  readonly catalog: CatalogReader;
  readonly guide: GuideReader;
  readonly nowMs: number;
}

/**
 * What the set itself proposes, out of what the profile has watched: computed here, told to nobody, and explained. Everything read inside
 * an effect follows changes. Nothing locked, nothing seen, nothing the viewer does not want is ever among it.
 */
export interface PicksModel {
  /** Rows of own sources: "Because you watched …", "Recommended for you"; empty until they are worked out. */
  rows(sources: PickSources): readonly PickedRow[];
  /** Channels this profile usually watches around this hour; `others` (from the platform) where it has no habits yet. `null`: too few. */
  usual(sources: PickSources, others: readonly ItemKey[], title: string): PickedRow | null;
  /** A card of the platform's choice with the reason in its caption. */
  explained(card: CardView, item: WireHomeItem, sources: PickSources, ofKey: ItemKey | null): CardView;
  /** Titles about the same things as one, of its kind, most alike first; `null` while they cannot be had at once (they will next time). */
  similar(key: ItemKey): Promise<readonly ItemKey[] | null>;
  /** Works the rows out anew where something has changed, in slices. Cheap when nothing did. */
  refresh(): void;
  /** Somebody else watches; `null`: nobody. */
  openProfile(profileId: string | null): Promise<void>;
  dispose(): void;
}
