import { toAppError } from '#core/base';
import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { asFields, oneOf } from '#core/wire';
import type { LogPort, MediaAspect, StoragePort } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { StoredCell } from '#sources/storage';
import { DEFAULT_SUBTITLE_STYLE } from './subtitle-style';
import type { SubtitleStyle } from './subtitle-style';

/** Smaller forgets series that are being watched; larger is read at each start for nothing. */
const MOST_TITLES = 300;
/** A shift beyond this is another film's file. */
const MOST_SHIFT_MS = 600_000;
const MOST_TOKEN = 120;
/** Beyond these no engine keeps the sound. */
const SLOWEST = 0.25;
const FASTEST = 4;

/** What was chosen for a series, film or channel. `''`: nothing was; `text` may be `off`. Else language and label, divided by a bar. `rate` 1 and `aspect` `fit`: as it comes. */
export interface TitleChoice {
  readonly audio: string;
  readonly text: string;
  readonly shiftMs: number;
  readonly rate: number;
  readonly aspect: MediaAspect;
}

const NO_CHOICE: TitleChoice = Object.freeze({ audio: '', text: '', shiftMs: 0, rate: 1, aspect: 'fit' });

/** What the memory needs. */
export interface WatchMemoryDeps {
  readonly storage: StoragePort;
  readonly log: LogPort;
  /** Who watches; each profile has a memory of its own. Empty: nobody yet. */
  profileId(): string;
}

/** What a profile chose while watching: how subtitles look, and sound, subtitles, shift, speed and shape per series, film and channel. */
export class WatchMemory {
  private readonly deps: WatchMemoryDeps;
  private readonly wished = signal<SubtitleStyle>(DEFAULT_SUBTITLE_STYLE);
  private titles = new Map<string, TitleChoice>();
  private cell: StoredCell | null = null;
  private owner = '';

  constructor(deps: WatchMemoryDeps) {
    this.deps = deps;
  }

  /** How subtitles look. */
  get style(): ReadonlySignal<SubtitleStyle> {
    return this.wished;
  }

  /** Reads the memory of whoever watches now; broken parts are forgotten. Never rejects. */
  async open(): Promise<void> {
    const owner = this.deps.profileId();
    if (this.cell !== null && this.owner === owner) return;
    this.owner = owner;
    const cell = createStoredCell(this.deps.storage, this.deps.log, `watching.${owner}`);
    this.cell = cell;
    this.titles = new Map();
    this.wished.value = DEFAULT_SUBTITLE_STYLE;
    try {
      const fields = asFields(await cell.read()) ?? {};
      if (this.cell !== cell) return;
      const titles = asFields(fields['titles']) ?? {};
      const chosenMeanwhile = this.titles;
      this.titles = new Map(Object.keys(titles).map((key): [string, TitleChoice] => [key, judgeChoice(titles[key])]));
      chosenMeanwhile.forEach((choice, key) => this.titles.set(key, choice));
      if (this.wished.peek() === DEFAULT_SUBTITLE_STYLE) this.wished.value = judgeStyle(fields['style']);
    } catch (error) {
      this.complain(error);
    }
  }

  choiceOf(title: string): TitleChoice {
    return this.titles.get(title) ?? NO_CHOICE;
  }

  keep(title: string, change: Partial<TitleChoice>): void {
    const next = { ...this.choiceOf(title), ...change };
    // The newest stand last.
    this.titles.delete(title);
    this.titles.set(title, next);
    for (const oldest of Array.from(this.titles.keys()).slice(0, Math.max(0, this.titles.size - MOST_TITLES))) this.titles.delete(oldest);
    this.write();
  }

  keepStyle(style: SubtitleStyle): void {
    this.wished.value = style;
    this.write();
  }

  private write(): void {
    const { cell, titles, wished } = this;
    if (cell === null) return;
    const written = cell.write(() => {
      const all: Record<string, TitleChoice> = {};
      titles.forEach((choice, title) => {
        all[title] = choice;
      });
      return { style: wished.peek(), titles: all };
    });
    written.catch((error: unknown) => {
      this.complain(error);
    });
  }

  private complain(error: unknown): void {
    this.deps.log.write('warn', 'what was chosen is not kept', { code: toAppError(error, 'storage.broken').code });
  }
}

function judgeChoice(value: unknown): TitleChoice {
  const fields = asFields(value) ?? {};
  const token = (name: string): string => {
    const text = fields[name];
    return typeof text === 'string' ? text.slice(0, MOST_TOKEN) : '';
  };
  const shiftMs = fields['shiftMs'];
  const isShift = typeof shiftMs === 'number' && Math.abs(shiftMs) <= MOST_SHIFT_MS;
  const { rate } = fields;
  const isRate = typeof rate === 'number' && rate >= SLOWEST && rate <= FASTEST;
  const aspect = oneOf(fields['aspect'], ['fit', 'fill', 'zoom'] as const) ?? 'fit';
  return { audio: token('audio'), text: token('text'), shiftMs: isShift ? shiftMs : 0, rate: isRate ? rate : 1, aspect };
}

function judgeStyle(value: unknown): SubtitleStyle {
  const fields = asFields(value) ?? {};
  const base = DEFAULT_SUBTITLE_STYLE;
  return {
    size: oneOf(fields['size'], ['small', 'normal', 'large', 'huge'] as const) ?? base.size,
    color: oneOf(fields['color'], ['white', 'yellow', 'cyan', 'green'] as const) ?? base.color,
    ground: oneOf(fields['ground'], ['none', 'soft', 'solid'] as const) ?? base.ground,
    edge: oneOf(fields['edge'], ['none', 'shadow', 'outline'] as const) ?? base.edge,
    height: oneOf(fields['height'], ['low', 'raised', 'top'] as const) ?? base.height,
  };
}
