import type { ItemKey } from '#core/base';
import type { CatalogReader, RowList } from '#core/catalog';
import type { ChannelVersion } from './live-model';

/** A list in which versions of a channel are one row; `indexOf` answers for every version the list had. */
export interface GroupedRows extends RowList {
  readonly isGrouped: true;
}

/**
 * Which channels are versions of one another; worked out between frames and kept up with the catalogue. Until it is known, and where the
 * setting wants every version, there are no groups. Read its answers inside a computed.
 */
export interface ChannelVersions {
  /**
   * One row of each channel, at the place of its first version in the list: the version the viewer chose or made a favourite, else the best
   * that plays here. A locked version stands for no open one, nor the reverse. `null`: no groups.
   */
  group(reader: CatalogReader, rows: RowList): GroupedRows | null;
  /** Counts what {@link group} would leave of lists of one catalogue. `null`: no groups. */
  counter(reader: CatalogReader): ((rows: RowList) => number) | null;
  /** The versions a channel's row in `all` stands for, the best first; empty for one without others. */
  versionsOf(reader: CatalogReader, key: ItemKey, all: GroupedRows): readonly ChannelVersion[];
  /** From now on a version stands for the others. */
  choose(key: ItemKey, versions: readonly ChannelVersion[]): void;
  dispose(): void;
}
