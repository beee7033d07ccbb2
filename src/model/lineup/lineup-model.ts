import type { ItemKey } from '#core/base';
import type { LineupReport } from '#core/lineup';
import type { ReadonlySignal } from '#core/state';

/** A group of the editor. */
export interface LineupGroup {
  /** `all`, `list:<id>` or `group:<id>`. */
  readonly id: string;
  readonly name: string;
  readonly count: number;
  /** A list of the viewer's own. */
  readonly isOwn: boolean;
  readonly isHidden: boolean;
}

/** A channel of the editor. */
export interface LineupChannel {
  readonly key: ItemKey;
  readonly name: string;
  /** `103`, or empty. */
  readonly number: string;
  readonly isHidden: boolean;
}

/** Channels of a group, made on demand, hidden ones included. */
export interface LineupChannels {
  readonly length: number;
  at(index: number): LineupChannel | null;
  indexOf(key: string): number;
}

/** Where channels are moved to within their group. */
export type LineupPlace = 'top' | 'up' | 'down' | 'bottom';

/** The viewer's line-up of channels. Every change is kept and carried out at once; `undo` takes the last one back. */
export interface LineupModel {
  /** All channels, own lists, then the provider's groups. */
  readonly groups: ReadonlySignal<readonly LineupGroup[]>;
  /** What became of the edits in the present catalogue. */
  readonly report: ReadonlySignal<LineupReport>;
  readonly canUndo: ReadonlySignal<boolean>;
  /** Whether anything differs from what the provider lists. */
  readonly isChanged: ReadonlySignal<boolean>;
  /** Channels of a group in the viewer's order; read inside an effect. */
  channelsOf(groupId: string): LineupChannels;
  setHidden(keys: readonly ItemKey[], isHidden: boolean): void;
  /** An empty name is the provider's again. */
  rename(key: ItemKey, name: string): void;
  /** Moves channels within a group; together they stay together. */
  move(groupId: string, keys: readonly ItemKey[], place: LineupPlace): void;
  /** Makes a list; its group's id. */
  addList(name: string): string;
  addTo(groupId: string, keys: readonly ItemKey[]): void;
  /** Takes channels out of the provider's groups and puts them into a list. */
  moveTo(groupId: string, keys: readonly ItemKey[]): void;
  takeFrom(groupId: string, keys: readonly ItemKey[]): void;
  /** A list is removed, with an empty name a provider's group is called as before. */
  renameGroup(groupId: string, name: string): void;
  setGroupHidden(groupId: string, isHidden: boolean): void;
  /** Hides and shows many provider's groups (true: hidden) and channels in one step. */
  setShown(change: { readonly groups: ReadonlyMap<string, boolean>; readonly hide: readonly ItemKey[]; readonly show: readonly ItemKey[] }): void;
  removeList(groupId: string): void;
  /** Takes the last change back. */
  undo(): void;
  /** Back to the provider's line-up; can be undone. */
  reset(): void;
  /** Reads and carries out the line-up of a profile; `null`: nobody watches. Resolves when it is seen. */
  openProfile(profileId: string | null): Promise<void>;
  /** Resolves when what was changed is seen. */
  settled(): Promise<void>;
  dispose(): void;
}
