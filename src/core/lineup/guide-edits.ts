import { asFields, listOf, rowsOf, textOf } from '../wire';
import type { Fields } from '../wire';
import { ofOthers } from './channel-mark';
import type { ChannelMark } from './channel-mark';

/** The furthest a guide can be moved, either way. Minutes. */
export const MOST_GUIDE_OFFSET = 720;

/** What a viewer changed about a channel's guide. */
export interface ChannelGuideEdit {
  readonly channel: ChannelMark;
  /** Minutes its guide is moved by; positive: programmes run later than the guide says. */
  readonly offsetMin: number;
}

/** Guides of a whole group or source are moved. */
export interface GuideClock {
  /** `group:` and `groupIdOf`, or `source:` and the source's id. */
  readonly id: string;
  /** Minutes; positive: programmes run later than the guide says. */
  readonly offsetMin: number;
}

/** A guide that the viewer chose for a channel. */
export interface ChosenGuide {
  readonly channel: ChannelMark;
  /** The guide's id of the channel; empty: the channel has no guide. */
  readonly guideId: string;
}

/** What guides are moved by, and which channels have which: a channel's own offset counts before its group's, that before its source's. Each channel and id occurs once. */
export interface GuideEdits {
  readonly channels: readonly ChannelGuideEdit[];
  readonly clocks: readonly GuideClock[];
  readonly chosen: readonly ChosenGuide[];
}

/** Guides as they come. */
export const NO_GUIDE_EDITS: GuideEdits = { channels: [], clocks: [], chosen: [] };

/** The id of a source's clock. */
export function sourceClockId(sourceId: string): string {
  return `source:${sourceId}`;
}

/** The id of a group's clock; see `groupIdOf`. */
export function groupClockId(groupId: string): string {
  return `group:${groupId}`;
}

/** Moves the guides of channels; `null`: as their group or source again. */
export function setChannelClock(edits: GuideEdits, channels: readonly ChannelMark[], offsetMin: number | null): GuideEdits {
  const rest = ofOthers(edits.channels, channels);
  return { ...edits, channels: offsetMin === null ? rest : rest.concat(channels.map((channel) => ({ channel, offsetMin: withinReach(offsetMin) }))) };
}

/** Moves the guides of a group or source; `null`: not any more. A group's 0 holds against its source's. */
export function setClock(edits: GuideEdits, id: string, offsetMin: number | null): GuideEdits {
  const rest = edits.clocks.filter((clock) => clock.id !== id);
  const isNothing = offsetMin === null || (offsetMin === 0 && id.indexOf('source:') === 0);
  return { ...edits, clocks: isNothing ? rest : rest.concat({ id, offsetMin: withinReach(offsetMin) }) };
}

/** Gives channels a guide by its id, or none (empty); `null`: the one that is found for them. */
export function chooseGuide(edits: GuideEdits, channels: readonly ChannelMark[], guideId: string | null): GuideEdits {
  const rest = ofOthers(edits.chosen, channels);
  return { ...edits, chosen: guideId === null ? rest : rest.concat(channels.map((channel) => ({ channel, guideId }))) };
}

/** Whether any guide is moved or chosen. */
export function hasGuideEdits({ channels, clocks, chosen }: GuideEdits): boolean {
  return channels.length + clocks.length + chosen.length > 0;
}

/** Judges stored edits; what cannot be read is left out. */
export function parseGuideEdits(value: unknown, readMark: (value: unknown) => ChannelMark | null): GuideEdits {
  const fields = asFields(value);
  if (fields === null) return NO_GUIDE_EDITS;
  return {
    channels: rowsOf(listOf(fields, 'channels'), (entry) => {
      const channel = readMark(entry['channel']);
      const offsetMin = minutesOf(entry);
      return channel === null || offsetMin === null ? null : { channel, offsetMin };
    }),
    clocks: rowsOf(listOf(fields, 'clocks'), (entry) => {
      const id = textOf(entry, 'id');
      const offsetMin = minutesOf(entry);
      return id === '' || offsetMin === null ? null : { id, offsetMin };
    }),
    chosen: rowsOf(listOf(fields, 'chosen'), (entry) => {
      const channel = readMark(entry['channel']);
      return channel === null ? null : { channel, guideId: textOf(entry, 'guideId') };
    }),
  };
}

function minutesOf(entry: Fields): number | null {
  const minutes = entry['offsetMin'];
  return typeof minutes === 'number' && Number.isFinite(minutes) ? withinReach(minutes) : null;
}

function withinReach(minutes: number): number {
  return Math.max(-MOST_GUIDE_OFFSET, Math.min(MOST_GUIDE_OFFSET, Math.round(minutes)));
}
