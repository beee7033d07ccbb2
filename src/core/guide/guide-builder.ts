import { DAY_MS } from '../base';
import { ByteHeapBuilder, ByteInterner, GrowColumn, PART_SEPARATOR, RecordWriter, hashWords } from '../text';
import { ChannelMatcher } from './channel-matcher';
import { ColumnarGuide } from './columnar-guide';
import type { GuideBuilder, GuideBuilderOptions, GuideChannel, ProgrammeInput } from './guide-contract';
import { GUIDE_FIELD } from './guide-fields';
import { orderProgrammes } from './order-programmes';

const DEFAULT_PAST_MS = 7 * DAY_MS;
const DEFAULT_FUTURE_MS = 14 * DAY_MS;
/** A programme without a stop may have begun this long before the window and still reach into it. */
const OPEN_END_SEC = 6 * 3600;
const LATEST_SEC = 0xffffffff;
/** Most programmes one guide holds; what comes after is left out. */
const MAX_PROGRAMMES = 0x200000 - 1;

/** The builder with its byte-level side, for the XMLTV reader. Everybody else uses {@link GuideBuilder}. */
export class ColumnarGuideBuilder implements GuideBuilder {
  /** Writes the record of the next programme. */
  readonly record: RecordWriter;
  private readonly heap = new ByteHeapBuilder();
  private readonly shared = { prefixes: new ByteInterner(), words: new ByteInterner() };
  private readonly channels: GuideChannel[] = [];
  private readonly indexById = new Map<string, number>();
  private readonly channel = new GrowColumn();
  private readonly from = new GrowColumn();
  private readonly to = new GrowColumn();
  private readonly offset = new GrowColumn();
  private readonly matcher: ChannelMatcher | null;
  private readonly fromSec: number;
  private readonly toSec: number;
  private readonly shiftSec: number;

  constructor(options: GuideBuilderOptions) {
    this.record = new RecordWriter(this.heap, this.shared);
    this.fromSec = (options.nowMs - (options.pastMs ?? DEFAULT_PAST_MS)) / 1000;
    this.toSec = (options.nowMs + (options.futureMs ?? DEFAULT_FUTURE_MS)) / 1000;
    this.shiftSec = Math.round((options.offsetMs ?? 0) / 1000);
    this.matcher = options.wanted === undefined ? null : new ChannelMatcher(options.wanted);
  }

  get programmeCount(): number {
    return this.from.length;
  }

  addChannel(channel: GuideChannel): void {
    const known = this.indexById.get(channel.id);
    if (known === undefined) {
      this.announce(channel);
      return;
    }
    // Joined guides describe a channel twice.
    const before = this.channels[known] ?? channel;
    const names = before.names.concat(channel.names.filter((name) => before.names.indexOf(name) < 0));
    const merged = { id: channel.id, names, icon: before.icon === '' ? channel.icon : before.icon };
    this.channels[known] = merged;
    this.matcher?.offer(known, merged);
  }

  addProgramme(channelId: string, programme: ProgrammeInput): boolean {
    const channel = this.channelIndex(channelId);
    const startSec = Math.floor(programme.startMs / 1000);
    const stopSec = Math.floor(programme.stopMs / 1000);
    if (!this.isWanted(channel) || !this.isInWindow(startSec, stopSec)) return false;
    const { record } = this;
    record.begin();
    record.textString(GUIDE_FIELD.title, programme.title);
    record.textString(GUIDE_FIELD.description, programme.description ?? '');
    record.textString(GUIDE_FIELD.subtitle, programme.subtitle ?? '');
    record.wordString(GUIDE_FIELD.category, programme.category ?? '');
    record.splitString(GUIDE_FIELD.picture, programme.picture ?? '');
    record.number(GUIDE_FIELD.age, (programme.age ?? -1) + 1);
    record.number(GUIDE_FIELD.season, programme.season ?? 0);
    record.number(GUIDE_FIELD.episode, programme.episode ?? 0);
    record.textString(GUIDE_FIELD.catchupId, programme.catchupId ?? '');
    const people = programme.people ?? [];
    record.textString(GUIDE_FIELD.people, people.map((person) => person.role + PART_SEPARATOR + person.name).join(PART_SEPARATOR));
    this.commit(channel, startSec, stopSec);
    return true;
  }

  /** The index of a channel, made when it is new. */
  channelIndex(id: string): number {
    const known = this.indexById.get(id);
    return known ?? this.announce({ id, names: [], icon: '' });
  }

  /** Whether anybody wants this channel's programmes. */
  isWanted(channel: number): boolean {
    return this.matcher === null || this.matcher.isUsed(channel);
  }

  /** Whether a programme is kept; a stop not behind the start means "unknown". Seconds as the guide says them. */
  isInWindow(startSec: number, stopSec: number): boolean {
    if (this.from.length >= MAX_PROGRAMMES) return false;
    const start = startSec + this.shiftSec;
    const stop = stopSec > startSec ? stopSec + this.shiftSec : start + OPEN_END_SEC;
    return start >= 0 && start < LATEST_SEC && stop > this.fromSec && start < this.toSec;
  }

  /** Ends a programme; its record has been written. A stop not behind the start means "unknown". */
  commit(channel: number, startSec: number, stopSec: number): void {
    this.channel.push(channel);
    this.from.push(startSec + this.shiftSec);
    this.to.push(stopSec > startSec ? Math.min(LATEST_SEC, stopSec + this.shiftSec) : 0);
    this.offset.push(this.record.finishShared());
  }

  finish(revision?: string): ColumnarGuide {
    const columns = orderProgrammes(this.channels.length, this.channel, this.from, this.to, this.offset);
    const heap = this.heap.finish();
    let hash = 1;
    for (const segment of heap.segments) hash = hashWords(segment, hash);
    for (const column of [columns.from, columns.to, columns.offset]) {
      hash = hashWords(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), hash);
    }
    return new ColumnarGuide({
      revision: revision ?? `${hash.toString(36)}-${columns.from.length}`,
      channels: this.channels,
      aliases: this.matcher?.aliases() ?? [],
      ...columns,
      store: { heap, prefixes: this.shared.prefixes.toTable(), words: this.shared.words.toTable() },
    });
  }

  private announce(channel: GuideChannel): number {
    const index = this.channels.length;
    this.channels.push(channel);
    this.indexById.set(channel.id, index);
    this.matcher?.offer(index, channel);
    return index;
  }
}

/** Makes a builder for one guide. */
export function createGuideBuilder(options: GuideBuilderOptions): ColumnarGuideBuilder {
  return new ColumnarGuideBuilder(options);
}
