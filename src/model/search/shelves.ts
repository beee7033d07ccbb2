import type { ItemKey, SourceId } from '#core/base';
import type { ColumnarCatalog, ListedKind, Row } from '#core/catalog';
import type { ColumnarGuide } from '#core/guide';
import type { ProgrammeIndex, SearchIndex } from '#core/search';

/** A source's titles and the index over them. */
export interface TitleShelf {
  readonly sourceId: SourceId;
  readonly catalog: ColumnarCatalog;
  readonly index: SearchIndex;
  /** Keys of its channels by row, where they are channels of other sources: those the viewer has renamed. */
  readonly keys?: readonly ItemKey[];
}

/** What the shelf of renamed channels is called in place of a source. */
export const RENAMED = 'renamed' as SourceId;

/** The key of a shelf's row. */
export function keyOf({ catalog, keys }: TitleShelf, kind: ListedKind, row: Row): ItemKey {
  return (keys === undefined ? catalog.keyAt(kind, row) : keys[row]) ?? ('' as ItemKey);
}

/** Channels of a catalogue by what the guide calls them. */
export interface GuideKeys {
  readonly revision: string;
  /** By row; empty: no guide. */
  readonly keys: readonly string[];
  /** The channel to watch a key's programmes on: of several the first that has an archive, else the first. */
  readonly rows: ReadonlyMap<string, Row>;
}

/** A channel whose guide the viewer has chosen. */
export interface RewiredChannel {
  readonly key: ItemKey;
  /** Without a shift of its times; empty: none. */
  readonly guideKey: string;
}

/** A guide and the index over its programmes. */
export interface ProgrammeShelf {
  readonly guide: ColumnarGuide;
  readonly index: ProgrammeIndex;
  /** Whose guide it is; `null`: put together of what was fetched for channels in view. */
  readonly sourceId: SourceId | null;
  /** The channel to watch a channel of the guide on, and what its times are later by; `null`: none of the catalogue's. */
  placeOf(channel: number): ChannelPlace | null;
}

/** Where a programme is watched. */
export interface ChannelPlace {
  readonly key: ItemKey;
  /** Whether the shelf has the times as they are shown; else those of its guide, which the channel's guide key moves. */
  readonly isMoved: boolean;
}

/** Everything that can be searched now; a new object whenever something came or went. */
export interface Shelves {
  readonly titles: readonly TitleShelf[];
  readonly programmes: readonly ProgrammeShelf[];
}

/** Nothing yet. */
export const NO_SHELVES: Shelves = { titles: [], programmes: [] };
