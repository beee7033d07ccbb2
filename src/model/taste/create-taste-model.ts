import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import { batch, signal } from '#core/state';
import { asFields, numberOf, textOf, textsOf } from '#core/wire';
import type { ClockPort, LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';
import type { Learning, Opinion, TasteEntry, TasteModel } from './taste-model';

/** Titles a profile may speak of; the oldest give way. */
const MOST_ENTRIES = 2000;

/** What the taste record needs. */
export interface TasteDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  cellOf(profileId: string): StoredCell;
}

function readEntries(value: unknown): ReadonlyMap<ItemKey, TasteEntry> {
  const entries = new Map<ItemKey, TasteEntry>();
  for (const item of Array.isArray(value) ? value : []) {
    const fields = asFields(item);
    const key = fields === null ? '' : textOf(fields, 'key');
    if (fields === null || parseItemKey(key) === null) continue;
    entries.set(key as ItemKey, { opinion: fields['opinion'] === 'more' ? 'more' : 'not', atMs: numberOf(fields, 'atMs', 0) });
  }
  return entries;
}

function readRows(value: unknown): ReadonlyMap<string, string> {
  const fields = asFields(value) ?? {};
  return new Map(Object.keys(fields).map((id) => [id, textOf(fields, id)]));
}

const ALL: Learning = { isOn: true, forgottenBeforeMs: 0, forgotten: new Set() };

function readLearning(value: unknown): Learning {
  const fields = asFields(value);
  if (fields === null) return ALL;
  return { isOn: fields['isOn'] !== false, forgottenBeforeMs: numberOf(fields, 'before', 0), forgotten: new Set(textsOf(fields, 'forgotten') as ItemKey[]) };
}

class Taste implements TasteModel {
  readonly entries = signal<ReadonlyMap<ItemKey, TasteEntry>>(new Map());
  readonly hiddenRows = signal<ReadonlyMap<string, string>>(new Map());
  readonly learning = signal(ALL);
  private readonly deps: TasteDeps;
  private cell: StoredCell | null = null;

  constructor(deps: TasteDeps) {
    this.deps = deps;
  }

  opinionOf(key: ItemKey): Opinion | null {
    return this.entries.value.get(key)?.opinion ?? null;
  }

  say(key: ItemKey, opinion: Opinion | null): void {
    const next = new Map(this.entries.peek());
    next.delete(key);
    if (opinion !== null) next.set(key, { opinion, atMs: this.deps.clock.nowMs() });
    for (const oldest of Array.from(next.keys()).slice(0, Math.max(0, next.size - MOST_ENTRIES))) next.delete(oldest);
    this.put(next);
  }

  setRowHidden(id: string, title: string, isHidden: boolean): void {
    const next = new Map(this.hiddenRows.peek());
    if (isHidden) next.set(id, title);
    else next.delete(id);
    this.put(this.entries.peek(), next);
  }

  setLearning(learning: Learning): void {
    this.put(this.entries.peek(), this.hiddenRows.peek(), learning);
  }

  forget(): void {
    this.put(new Map(), new Map(), { ...ALL, isOn: this.learning.peek().isOn, forgottenBeforeMs: this.deps.clock.nowMs() });
  }

  async openProfile(profileId: string | null): Promise<void> {
    const cell = profileId === null ? null : this.deps.cellOf(profileId);
    this.cell = cell;
    this.show(new Map(), new Map(), ALL);
    const fields = cell === null ? null : asFields(await cell.read());
    if (fields !== null && this.cell === cell) this.show(readEntries(fields['titles']), readRows(fields['rows']), readLearning(fields['learning']));
  }

  private show(entries: ReadonlyMap<ItemKey, TasteEntry>, rows: ReadonlyMap<string, string>, learning: Learning): void {
    batch(() => {
      this.entries.value = entries;
      this.hiddenRows.value = rows;
      this.learning.value = learning;
    });
  }

  private put(entries: ReadonlyMap<ItemKey, TasteEntry>, rows = this.hiddenRows.peek(), learning = this.learning.peek()): void {
    const { cell } = this;
    if (cell === null) return;
    this.show(entries, rows, learning);
    const titles = Array.from(entries, ([key, { opinion, atMs }]) => ({ key, opinion, atMs }));
    const hidden: Record<string, string> = {};
    for (const [id, title] of Array.from(rows)) hidden[id] = title;
    cell
      .write(() => ({ titles, rows: hidden, learning: { isOn: learning.isOn, before: learning.forgottenBeforeMs, forgotten: Array.from(learning.forgotten) } }))
      .catch((error: unknown) => {
        this.deps.log.write('warn', 'taste not kept', { reason: error instanceof Error ? error.message : 'unknown' });
      });
  }
}

/** Makes the taste record; empty until a profile is opened. */
export function createTasteModel(deps: TasteDeps): TasteModel {
  return new Taste(deps);
}
