import { ByteInterner } from '../text';
import type { ElementScan } from './element-scan';
import { VERDICT } from './guide-builder';
import type { ColumnarGuideBuilder } from './guide-builder';
import { GUIDE_FIELD } from './guide-fields';
import { ProgrammeChildren } from './programme-children';
import { TextReader } from './text-reader';
import * as NAME from './xml-name';
import { INCOMPLETE, TagReader } from './xml-scan';
import { parseXmltvTime } from './xmltv-time';

/** Ids of channels remembered; no provider has more, and a guide with an id per programme must not fill the memory. */
const MAX_IDS = 100_000;
/** Room for ids at the beginning. */
const FIRST_IDS = 64;
const QUOTE = 0x22;
const GREATER = 0x3e;
const LESS = 0x3c;
const TIME_BYTES = 20;
const START_AT = 8;
const STOP_AT = START_AT + TIME_BYTES + 8;
const PLAIN_BYTES = STOP_AT + TIME_BYTES + 11;
/** The usual start tag behind its name, a time being `20240610180000 +0200`: where its letters are and which. */
const PLAIN_TAG = /* @__PURE__ */ lettersOf(` start="${' '.repeat(TIME_BYTES)}" stop="${' '.repeat(TIME_BYTES)}" channel="`);

function lettersOf(text: string): { readonly places: Uint8Array; readonly letters: Uint8Array } {
  const places = text.split('').map((_letter, index) => index).filter((index) => text.charAt(index) !== ' ' || text.charAt(index + 1) === 's' || text.charAt(index + 1) === 'c');
  return { places: Uint8Array.from(places), letters: Uint8Array.from(places.map((index) => text.charCodeAt(index))) };
}

/** What becomes of a programme: the builder's verdicts, and why it cannot be one. */
export const STATE = { ...VERDICT, noChannel: 4, noStart: 5, unreadableTime: 6 } as const;

/** Reads `<programme>` elements into the builder. First {@link readTag}, then {@link readInside} if it is wanted. */
export class ProgrammeElement {
  /** What becomes of it, one of {@link STATE}. */
  state: number = STATE.keep;
  isSelfClosing = false;
  private readonly tag = new TagReader();
  private readonly text: TextReader;
  private readonly children: ProgrammeChildren;
  private readonly ids = new ByteInterner();
  /** By number of the id: channel + 2; 0: not met yet. */
  private channelOfId = new Int32Array(FIRST_IDS);
  private channel = -1;
  private channelAt = 0;
  private channelEnd = 0;
  private start = 0;
  private stop = 0;
  private startAt = 0;
  private startEnd = 0;
  private stopAt = 0;
  private stopEnd = 0;
  private catchupStart = 0;
  private catchupEnd = 0;

  constructor(
    private readonly builder: ColumnarGuideBuilder,
    scan: ElementScan,
    languages: readonly string[],
  ) {
    this.text = new TextReader(builder.work);
    this.children = new ProgrammeChildren(builder.work, builder.writer, scan, languages);
  }

  /** New bytes are at hand. */
  begin(): void {
    this.children.begin();
  }

  /** Reads the start tag at `less`; the position behind it, or -1 when it does not end before `end`. Room for its texts must be there. */
  readTag(less: number, end: number): number {
    this.channelEnd = 0;
    this.startEnd = 0;
    this.stopEnd = 0;
    this.catchupStart = 0;
    this.catchupEnd = 0;
    const plain = this.readPlainTag(less + 10, end);
    if (plain === 0) this.readAnyTag(less + 10, end);
    this.isSelfClosing = plain === 0 && this.tag.isSelfClosing;
    const behind = plain === 0 ? this.tag.end : plain;
    if (behind !== INCOMPLETE) {
      this.channel = this.channelOf(this.channelAt, this.channelEnd);
      this.state = this.judge();
    }
    return behind;
  }

  /** What becomes of the programme. Times nobody wants are not read. */
  private judge(): number {
    const { builder, channel } = this;
    if (channel < 0) return STATE.noChannel;
    if (!builder.mayKeep(channel)) return STATE.unwanted;
    const { bytes } = builder.work;
    if (this.startEnd <= this.startAt) return STATE.noStart;
    this.start = parseXmltvTime(bytes, this.startAt, this.startEnd);
    if (!(this.start >= 0)) return STATE.unreadableTime;
    const stop = this.stopEnd > this.stopAt ? parseXmltvTime(bytes, this.stopAt, this.stopEnd) : 0;
    this.stop = stop > this.start ? stop : 0;
    return builder.judge(channel, this.start, this.stop);
  }

  /** {@link PLAIN_TAG} at `pos`, as nearly all guides write it: the position behind it; 0: it is otherwise. */
  private readPlainTag(pos: number, end: number): number {
    const { bytes } = this.builder.work;
    const { places, letters } = PLAIN_TAG;
    if (end - pos < PLAIN_BYTES) return 0;
    for (let i = 0; i < letters.length; i += 1) if (bytes[pos + (places[i] ?? 0)] !== letters[i]) return 0;
    const channel = pos + PLAIN_BYTES;
    let close = channel;
    while (close < end && bytes[close] !== QUOTE && bytes[close] !== GREATER && bytes[close] !== LESS) close += 1;
    if (close + 1 >= end || bytes[close] !== QUOTE || bytes[close + 1] !== GREATER) return 0;
    this.channelAt = channel;
    this.channelEnd = close;
    this.startAt = pos + START_AT;
    this.startEnd = this.startAt + TIME_BYTES;
    this.stopAt = pos + STOP_AT;
    this.stopEnd = this.stopAt + TIME_BYTES;
    return close + 2;
  }

  private readAnyTag(pos: number, end: number): void {
    const { tag, text } = this;
    const { bytes } = this.builder.work;
    tag.open(bytes, pos, end);
    while (tag.next()) {
      const { name, valueStart, valueEnd } = tag;
      if (name === NAME.START) {
        this.startAt = valueStart;
        this.startEnd = valueEnd;
      } else if (name === NAME.STOP) {
        this.stopAt = valueStart;
        this.stopEnd = valueEnd;
      } else if (name === NAME.CHANNEL) {
        this.channelAt = valueStart;
        this.channelEnd = valueEnd;
      } else if (name === NAME.CATCHUP_ID) {
        text.takeAttribute(valueStart, valueEnd);
        this.catchupStart = text.start;
        this.catchupEnd = text.end;
      }
    }
  }

  /** Reads what stands in `bytes[..end)` of the buffer by the scan's marks, and gives the programme to the builder. */
  readInside(end: number): void {
    const { writer } = this.builder;
    writer.begin();
    writer.span(GUIDE_FIELD.catchupId, this.catchupStart, this.catchupEnd);
    this.children.read(this.isSelfClosing ? 0 : end);
    const { lengthSec } = this.children;
    const stop = this.stop === 0 && lengthSec > 0 ? this.start + lengthSec : this.stop;
    this.builder.commit(this.channel, this.start, stop);
  }

  /** The builder's channel of an id, -1 without one; decoded once per id. */
  private channelOf(start: number, end: number): number {
    const { bytes } = this.builder.work;
    const id = this.ids.size < MAX_IDS ? this.ids.intern(bytes, start, end) : this.ids.find(bytes, start, end);
    if (id <= 0) return -1;
    const known = id < this.channelOfId.length ? (this.channelOfId[id] ?? 0) : 0;
    return (known === 0 ? this.newChannel(id, start, end) : known) - 2;
  }

  /** As {@link channelOfId} holds it. */
  private newChannel(id: number, start: number, end: number): number {
    this.text.takeAttribute(start, end);
    const text = this.text.text();
    if (id >= this.channelOfId.length) {
      const larger = new Int32Array(id * 2);
      larger.set(this.channelOfId);
      this.channelOfId = larger;
    }
    const known = (text === '' ? -1 : this.builder.channelIndex(text)) + 2;
    this.channelOfId[id] = known;
    return known;
  }
}
