import type { ItemKey } from '#core/base';
import type { CatalogReader } from '#core/catalog';

/** Leaves one version of each title and channel in lists of a few dozen, by their names: nothing has to be looked through before. */
export interface VersionMerger {
  /**
   * The keys of a list in their order, whatever kinds they are of: each once, of each title or channel only the first version. Locked ones stand for no open ones, nor the
   * reverse, nor adult channels for others. What the catalogue does not have stays. Effects follow the setting for channels.
   */
  firstOfEach(reader: CatalogReader, keys: readonly ItemKey[]): readonly ItemKey[];
}
