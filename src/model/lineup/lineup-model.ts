import type { ItemKey, SourceId } from '#core/base';
import type { GuideEdits, LineupEdits, LineupReport } from '#core/lineup';
import type { ReadonlySignal } from '#core/state';
import type { ClockFinding } from './propose-clock';

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

/** What moves a channel's guide, the first that says anything counts. Minutes; positive: programmes run later than the guide says. */
export interface ChannelClock {
  /** Its own; `null`: as its group or source. */
  readonly channelMin: number | null;
  /** The guide the viewer chose; empty: none, `null`: it is found. */
  readonly chosen: string | null;
  /** The provider's group that counts; `id` as in `setClock`. `null`: it is in none. */
  readonly group: { readonly id: string; readonly name: string; readonly offsetMin: number | null } | null;
  readonly source: { readonly id: string; readonly sourceId: SourceId; readonly offsetMin: number };
}

/** A guide that can be chosen. */
export interface GuideChoice {
  readonly id: string;
  readonly name: string;
  /** What it has on now; empty where its programmes were not kept. */
  readonly now: string;
}

/** How many channels found a guide, and how. */
export interface GuideReport {
  readonly byId: number;
  readonly byName: number;
  /** By names without quality and country. */
  readonly bySimilarName: number;
  readonly byHand: number;
  readonly without: number;
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
  /** Whether the list differs from what the provider lists; moved guides are no difference. */
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
  /** Hides and shows many provider's groups (true: hidden) and channels in one step. `whenUndone` is run when that step is taken back, and belongs to what {@link settled} waits for. */
  setShown(change: { readonly groups: ReadonlyMap<string, boolean>; readonly hide: readonly ItemKey[]; readonly show: readonly ItemKey[] }, whenUndone?: () => Promise<void>): void;
  removeList(groupId: string): void;
  /** What guides are moved by. */
  readonly guides: ReadonlySignal<GuideEdits>;
  /** Moves the guide of a channel, and of its versions that have the same guide, by minutes; `null`: as its group or source. */
  setChannelClock(key: ItemKey, offsetMin: number | null): void;
  /** Moves the guides of a group (`groupClockId`) or source (`sourceClockId`) by minutes; `null`: not any more. */
  setClock(id: string, offsetMin: number | null): void;
  /** Gives a channel, and its versions, a guide by its id, or none (empty); `null`: the one that is found for it. Kept programmes are seen at once, others when files were read anew. */
  chooseGuide(key: ItemKey, guideId: string | null): void;
  /** Guides that can be chosen, those called like the channel first. Rejects when the app ends. */
  guideChoices(key: ItemKey, nowMs: number): Promise<readonly GuideChoice[]>;
  /** How channels of a source found their guides, those of its files. */
  guideReport(sourceId: SourceId): GuideReport;
  /** What moves the guide of a channel; `null`: no such channel is here. Read inside an effect. */
  clockOf(key: ItemKey): ChannelClock | null;
  /**
   * Asks the providers' own short guides of some channels, and says by how much the guide of a source should be moved, be it a file or, where only others have
   * files, that short guide; `null`: that cannot be told. Rejects where the only one who could have told refused.
   */
  proposeClock(sourceId: SourceId): Promise<ClockFinding | null>;
  /** What other sets changed, while `profileId` is the one that is open: no change of the viewer here, so that it cannot be taken back. */
  takeOver(profileId: string, change: (edits: LineupEdits) => LineupEdits): void;
  /** Takes the last change back. */
  undo(): void;
  /** Back to the provider's line-up; guides stay moved. Can be undone. */
  reset(): void;
  /** Reads and carries out the line-up of a profile; `null`: nobody watches. Resolves when it is seen. */
  openProfile(profileId: string | null): Promise<void>;
  /** Resolves when what was changed is seen. */
  settled(): Promise<void>;
  dispose(): void;
}
