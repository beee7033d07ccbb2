import type { NowNext, PersonRecord, ProgrammeRecord } from '../catalog';
import { PART_SEPARATOR, RecordCursor, normaliseChannelName } from '../text';
import type { GuideChannel, GuideSnapshot } from './guide-contract';
import type { GuideData } from './guide-data';
import { GUIDE_FIELD, GUIDE_FIELD_TYPES } from './guide-fields';
import { splitGuideKey } from './guide-key';

/** Answers kept; more would only be lists of channels without a guide. */
const MAX_FOUND = 20_000;

const NOTHING: NowNext = { now: null, next: null };

/** A guide over typed arrays and one heap. */
export class ColumnarGuide implements GuideSnapshot {
  readonly revision: string;
  /** The columns; for the codec and for searching. */
  readonly data: GuideData;
  private readonly cursor: RecordCursor;
  private readonly byAlias: ReadonlyMap<string, number>;
  private readonly byId: ReadonlyMap<string, number>;
  /** Other spellings; made when a key is first not found otherwise. */
  private bySpelling: ReadonlyMap<string, number> | null = null;
  /** What keys turned out to be, since lists ask for the same ones again and again. */
  private readonly found = new Map<string, number>();

  constructor(data: GuideData) {
    this.data = data;
    this.revision = data.revision;
    this.cursor = new RecordCursor(data.store, GUIDE_FIELD_TYPES);
    this.byAlias = new Map(data.aliases);
    this.byId = new Map(data.channels.map((channel, index) => [channel.id, index] as const));
  }

  get programmeCount(): number {
    return this.data.from.length;
  }

  get channelCount(): number {
    const { starts } = this.data;
    let count = 0;
    for (let i = 0; i + 1 < starts.length; i += 1) if ((starts[i + 1] ?? 0) > (starts[i] ?? 0)) count += 1;
    return count;
  }

  get heldBytes(): number {
    const { starts, from, to, offset, store } = this.data;
    const columns = starts.byteLength + from.byteLength + to.byteLength + offset.byteLength;
    return columns + store.heap.heldBytes + store.prefixes.heldBytes + store.words.heldBytes;
  }

  channels(): readonly GuideChannel[] {
    return this.data.channels;
  }

  has(guideKey: string): boolean {
    return this.channelOf(splitGuideKey(guideKey).key) >= 0;
  }

  nowNext(guideKey: string, atMs: number): NowNext {
    const { key, shiftMs } = splitGuideKey(guideKey);
    const channel = this.channelOf(key);
    if (channel < 0) return NOTHING;
    const at = (atMs - shiftMs) / 1000;
    const last = this.data.starts[channel + 1] ?? 0;
    const index = this.lastBegunBy(channel, at);
    const isRunning = index >= (this.data.starts[channel] ?? 0) && (this.data.to[index] ?? 0) > at;
    return {
      now: isRunning ? this.programme(guideKey, index, shiftMs) : null,
      next: index + 1 < last ? this.programme(guideKey, index + 1, shiftMs) : null,
    };
  }

  between(guideKey: string, fromMs: number, toMs: number): readonly ProgrammeRecord[] {
    const { key, shiftMs } = splitGuideKey(guideKey);
    const channel = this.channelOf(key);
    if (channel < 0 || !(toMs > fromMs)) return [];
    const from = (fromMs - shiftMs) / 1000;
    const to = (toMs - shiftMs) / 1000;
    const first = this.data.starts[channel] ?? 0;
    const last = this.data.starts[channel + 1] ?? 0;
    const found: ProgrammeRecord[] = [];
    for (let index = Math.max(first, this.lastBegunBy(channel, from)); index < last; index += 1) {
      if ((this.data.from[index] ?? 0) >= to) break;
      if ((this.data.to[index] ?? 0) > from) found.push(this.programme(guideKey, index, shiftMs));
    }
    return found;
  }

  /** The channel's last programme that begins at `at` (seconds) or before; one below its first when there is none. */
  private lastBegunBy(channel: number, at: number): number {
    const { from, starts } = this.data;
    let low = starts[channel] ?? 0;
    let high = starts[channel + 1] ?? 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((from[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The channel with programmes a key stands for, or -1: asked-for keys first, then ids, then other spellings. */
  private channelOf(key: string): number {
    if (key === '') return -1;
    const { starts } = this.data;
    const channel = this.byAlias.get(key) ?? this.byId.get(key) ?? this.spelling(key);
    return channel >= 0 && (starts[channel + 1] ?? 0) > (starts[channel] ?? 0) ? channel : -1;
  }

  private spelling(key: string): number {
    if (this.bySpelling === null) {
      const map = new Map<string, number>();
      const put = (name: string, index: number): void => {
        if (name !== '' && !map.has(name)) map.set(name, index);
      };
      this.data.channels.forEach((channel, index) => put(channel.id.toLowerCase(), index));
      this.data.channels.forEach((channel, index) => channel.names.forEach((name) => put(normaliseChannelName(name), index)));
      this.bySpelling = map;
    }
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const channel = this.bySpelling.get(key.toLowerCase()) ?? this.bySpelling.get(normaliseChannelName(key)) ?? -1;
    if (this.found.size >= MAX_FOUND) this.found.clear();
    this.found.set(key, channel);
    return channel;
  }

  private programme(channelKey: string, index: number, shiftMs: number): ProgrammeRecord {
    const { cursor, data } = this;
    cursor.open(data.offset[index] ?? 0);
    const season = cursor.number(GUIDE_FIELD.season);
    const episode = cursor.number(GUIDE_FIELD.episode);
    const catchupId = cursor.text(GUIDE_FIELD.catchupId);
    return {
      channelKey,
      startMs: (data.from[index] ?? 0) * 1000 + shiftMs,
      stopMs: (data.to[index] ?? 0) * 1000 + shiftMs,
      title: cursor.text(GUIDE_FIELD.title),
      subtitle: cursor.text(GUIDE_FIELD.subtitle),
      description: cursor.text(GUIDE_FIELD.description),
      category: cursor.word(GUIDE_FIELD.category),
      picture: cursor.text(GUIDE_FIELD.picture),
      age: cursor.number(GUIDE_FIELD.age) - 1,
      ...(season > 0 ? { season } : {}),
      ...(episode > 0 ? { episode } : {}),
      ...(catchupId === '' ? {} : { catchupId }),
      ...(cursor.has(GUIDE_FIELD.people) ? { people: readPeople(cursor.text(GUIDE_FIELD.people)) } : {}),
    };
  }
}

function readPeople(text: string): readonly PersonRecord[] {
  const parts = text.split(PART_SEPARATOR);
  const people: PersonRecord[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) people.push({ role: parts[i] ?? '', name: parts[i + 1] ?? '', picture: '' });
  return people;
}
