import { DAY_MS, runSteps } from '../base';
import type { Steps } from '../base';
import { PART_SEPARATOR, hashWords, mixHash } from '../text';
import { ChannelMatcher } from './channel-matcher';
import { packMatchesSteps } from './channel-matches';
import { ColumnarGuide } from './columnar-guide';
import type { GuideBuilder, GuideBuilderOptions, GuideChannel, GuideRepairs, ProgrammeInput } from './guide-contract';
import type { GuideData } from './guide-data';
import { GUIDE_FIELD, MARKS, ROLES, ROLE_LETTERS } from './guide-fields';
import { orderProgrammesSteps } from './order-programmes';
import type { OrderedProgrammes } from './order-programmes';
import { ProgrammeRows } from './programme-rows';
import { ProgrammeWriter } from './programme-writer';
import { packGuideSteps } from './prune-guide';
import { WorkBuffer } from './work-buffer';

const DEFAULT_PAST_MS = 7 * DAY_MS;
const DEFAULT_FUTURE_MS = 14 * DAY_MS;
/** A programme without a stop may have begun this long before the window and still reach into it. */
const OPEN_END_SEC = 6 * 3600;
const LATEST_SEC = 0xffffffff;
/** Places in a channel are counted in 21 bits (order-programmes.ts). */
const MAX_PROGRAMMES = 0x200000 - 1;
const MAX_TEXT_BYTES = 0x40000000;
/**
 * Programmes held of channels the guide has not described yet, since a name may still match them. More: guides without any description
 * would be kept whole although nobody wants them. Fewer: guides that describe their channels at the end lose programmes.
 */
const MAX_WAITING = 50_000;
/** Texts nobody refers to are let go when one of so many programmes is not kept after all; below that copying the rest costs more than they do. */
const WASTE_SHARE = 8;
/** Bytes hashed between two pauses. */
const STEP_BYTES = 1024 * 1024;

/** What becomes of a programme. */
export const VERDICT = { keep: 0, unwanted: 1, outside: 2, full: 3 } as const;
/** One of {@link VERDICT}. */
export type Verdict = (typeof VERDICT)[keyof typeof VERDICT];

const NO_REPAIRS: GuideRepairs = { doubled: 0, overlapping: 0, openEnded: 0, unwanted: 0 };

/** The builder with its byte-level side, for the XMLTV reader. Everybody else uses {@link GuideBuilder}. */
export class ColumnarGuideBuilder implements GuideBuilder {
  /** Where guides are worked on, one after the other. */
  readonly work = new WorkBuffer();
  /** Writes the record of the next programme. */
  readonly writer = new ProgrammeWriter(this.work);
  repairs: GuideRepairs = NO_REPAIRS;
  private readonly channels: GuideChannel[] = [];
  private readonly indexById = new Map<string, number>();
  private readonly rows = new ProgrammeRows();
  private readonly matcher: ChannelMatcher | null;
  private readonly fromSec: number;
  private readonly toSec: number;
  private readonly shiftSec: number;
  private readonly maxProgrammes: number;
  private readonly maxTextBytes: number;
  /** Whether the guide has described the channel. */
  private readonly isDescribed: boolean[] = [];
  /** Programmes of each channel since {@link settle}. */
  private fresh: number[] = [];
  private waiting = 0;
  private textHash = 1;

  constructor(options: GuideBuilderOptions) {
    this.fromSec = (options.nowMs - (options.pastMs ?? DEFAULT_PAST_MS)) / 1000;
    this.toSec = (options.nowMs + (options.futureMs ?? DEFAULT_FUTURE_MS)) / 1000;
    this.shiftSec = Math.round((options.offsetMs ?? 0) / 1000);
    this.matcher = options.wanted === undefined ? null : new ChannelMatcher(options.wanted);
    this.maxProgrammes = Math.min(MAX_PROGRAMMES, options.maxProgrammes ?? MAX_PROGRAMMES);
    this.maxTextBytes = options.maxTextBytes ?? MAX_TEXT_BYTES;
  }

  get programmeCount(): number {
    return this.rows.length;
  }

  addChannel(channel: GuideChannel): void {
    const known = this.indexById.get(channel.id);
    const index = known ?? this.announce(channel);
    this.isDescribed[index] = true;
    if (known === undefined) return;
    // Joined guides describe a channel twice.
    const before = this.channels[index] ?? channel;
    const names = before.names.concat(channel.names.filter((name) => before.names.indexOf(name) < 0));
    const merged = { id: channel.id, names, icon: before.icon === '' ? channel.icon : before.icon };
    this.channels[index] = merged;
    this.matcher?.offer(index, merged);
  }

  addProgramme(channelId: string, programme: ProgrammeInput): boolean {
    const channel = this.channelIndex(channelId);
    const startSec = Math.floor(programme.startMs / 1000);
    const stopSec = Math.floor(programme.stopMs / 1000);
    if (this.judge(channel, startSec, stopSec) !== VERDICT.keep) return false;
    this.write(programme);
    this.commit(channel, startSec, stopSec);
    return true;
  }

  /** The index of a channel, made when it is new. */
  channelIndex(id: string): number {
    const known = this.indexById.get(id);
    return known ?? this.announce({ id, names: [], icon: '' });
  }

  /** Whether anybody wants the channel, or may want it once the guide describes it. */
  mayKeep(channel: number): boolean {
    return this.isWanted(channel) || (this.isDescribed[channel] === false && this.matcher?.isHungry === true);
  }

  /** Whether a programme is kept; a stop not behind the start means "unknown". Seconds as the guide says them. */
  judge(channel: number, startSec: number, stopSec: number): Verdict {
    if (!this.mayKeep(channel)) return VERDICT.unwanted;
    const start = startSec + this.shiftSec;
    const stop = stopSec > startSec ? stopSec + this.shiftSec : start + OPEN_END_SEC;
    if (!(start >= 0 && start < LATEST_SEC && stop > this.fromSec && start < this.toSec)) return VERDICT.outside;
    if (this.rows.length >= this.maxProgrammes || this.writer.heapBytes >= this.maxTextBytes) return VERDICT.full;
    return this.waiting < MAX_WAITING || this.isWanted(channel) ? VERDICT.keep : VERDICT.full;
  }

  /** Ends a programme; its record has been written. A stop not behind the start means "unknown". */
  commit(channel: number, startSec: number, stopSec: number): void {
    const offset = this.writer.finish();
    this.textHash = mixHash(this.textHash ^ this.writer.lastHash);
    this.rows.push(channel, startSec + this.shiftSec, stopSec > startSec ? Math.min(LATEST_SEC, stopSec + this.shiftSec) : 0, offset);
    this.fresh[channel] = (this.fresh[channel] ?? 0) + 1;
    if (!this.isWanted(channel)) this.waiting += 1;
  }

  /** A guide begins: what is left of another one is forgotten. */
  beginGuide(): void {
    this.work.dropTo(this.work.end);
    this.settle();
  }

  /** A guide has ended: tells how many of its programmes are wanted after all, and how many turned out not to be. */
  settle(): { readonly kept: number; readonly unwanted: number } {
    let kept = 0;
    let unwanted = 0;
    this.fresh.forEach((count, channel) => {
      if (this.isWanted(channel)) kept += count;
      else unwanted += count;
    });
    this.fresh = [];
    return { kept, unwanted };
  }

  finish(revision?: string): ColumnarGuide {
    return runSteps(this.finishSteps(revision));
  }

  *finishSteps(revision?: string): Steps<ColumnarGuide> {
    const ordered = yield* orderProgrammesSteps(this.channels.length, this.rows, (channel) => this.isWanted(channel));
    this.repairs = ordered.repairs;
    const { starts, from, to, offset } = ordered;
    const matches = yield* packMatchesSteps(this.matcher?.matches() ?? []);
    const mark = revision ?? (yield* this.revisionSteps(ordered));
    const data: GuideData = {
      revision: mark,
      channels: this.channels,
      aliases: this.matcher?.aliases() ?? [],
      starts, from, to, offset,
      store: this.writer.seal(),
      matches,
    };
    const guide = new ColumnarGuide(data);
    if (ordered.repairs.unwanted * WASTE_SHARE <= this.rows.length) return guide;
    // Programmes held for a description that did not come have left their texts behind.
    const packed = yield* packGuideSteps(guide);
    return new ColumnarGuide({ ...packed.data, revision: mark });
  }

  private *revisionSteps(ordered: OrderedProgrammes): Steps<string> {
    let hash = this.textHash;
    for (const column of [ordered.from, ordered.to, ordered.offset]) {
      const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
      for (let at = 0; at < bytes.length; at += STEP_BYTES) {
        hash = hashWords(bytes.subarray(at, at + STEP_BYTES), hash);
        yield;
      }
    }
    return `${hash.toString(36)}-${ordered.from.length}`;
  }

  private write(programme: ProgrammeInput): void {
    const { work, writer } = this;
    work.free = work.end;
    writer.begin();
    writer.string(GUIDE_FIELD.title, programme.title);
    writer.string(GUIDE_FIELD.description, programme.description ?? '');
    writer.string(GUIDE_FIELD.subtitle, programme.subtitle ?? '');
    writer.string(GUIDE_FIELD.category, (programme.categories ?? [programme.category ?? '']).join(PART_SEPARATOR));
    writer.string(GUIDE_FIELD.picture, programme.picture ?? '');
    for (const { role, name } of programme.people ?? []) {
      const letter = ROLE_LETTERS.charCodeAt(ROLES.indexOf(role));
      const from = writer.place(name);
      if (letter > 0) writer.people.add(from, work.free, letter);
    }
    writer.number(GUIDE_FIELD.marks, (programme.marks ?? []).reduce((bits, mark) => bits | (1 << MARKS.indexOf(mark)), 0));
    writer.number(GUIDE_FIELD.age, (programme.age ?? -1) + 1);
    writer.number(GUIDE_FIELD.season, programme.season ?? 0);
    writer.number(GUIDE_FIELD.episode, programme.episode ?? 0);
    writer.number(GUIDE_FIELD.date, Number((programme.date ?? '').replace(/-/g, '')));
    writer.number(GUIDE_FIELD.rating, Math.round((programme.rating ?? 0) * 10));
    writer.string(GUIDE_FIELD.country, programme.country ?? '');
    writer.string(GUIDE_FIELD.catchupId, programme.catchupId ?? '');
    writer.string(GUIDE_FIELD.episodeText, programme.episodeText ?? '');
  }

  private isWanted(channel: number): boolean {
    return this.matcher === null || this.matcher.isUsed(channel);
  }

  private announce(channel: GuideChannel): number {
    const index = this.channels.length;
    this.channels.push(channel);
    this.isDescribed.push(false);
    this.indexById.set(channel.id, index);
    this.matcher?.offer(index, channel);
    return index;
  }
}

/** Makes a builder for one guide. */
export function createGuideBuilder(options: GuideBuilderOptions): ColumnarGuideBuilder {
  return new ColumnarGuideBuilder(options);
}
