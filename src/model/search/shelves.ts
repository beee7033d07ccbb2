import type { ItemKey, SourceId } from '#core/base';
import type { ColumnarCatalog, Row } from '#core/catalog';
import type { ColumnarGuide } from '#core/guide';
import type { ProgrammeIndex, SearchIndex } from '#core/search';

/** A source's titles and the index over them. */
export interface TitleShelf {
  readonly sourceId: SourceId;
  readonly catalog: ColumnarCatalog;
  readonly index: SearchIndex;
}

/** Channels of a catalogue by what the guide calls them. */
export interface GuideKeys {
  readonly revision: string;
  /** By row; empty: no guide. */
  readonly keys: readonly string[];
  /** The channel to watch a key's programmes on: of several the first that has an archive, else the first. */
  readonly rows: ReadonlyMap<string, Row>;
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
  readonly shiftMs: number;
}

/** Everything that can be searched now; a new object whenever something came or went. */
export interface Shelves {
  readonly titles: readonly TitleShelf[];
  readonly programmes: readonly ProgrammeShelf[];
}

/** Nothing yet. */
export const NO_SHELVES: Shelves = { titles: [], programmes: [] };
