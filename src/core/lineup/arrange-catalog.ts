import type { Steps } from '../base';
import type { CatalogSnapshot, Row } from '../catalog';
import { mixHash } from '../text';
import { ArrangedCatalog } from './arranged-catalog';
import type { LineupPlan } from './arranged-catalog';
import { bindEdits } from './bind-edits';
import type { ChannelMark } from './channel-mark';
import { groupClockId, hasGuideEdits, sourceClockId } from './guide-edits';
import { hideTitlesSteps } from './hide-titles';
import { groupIdOf, isTitleGroupId } from './lineup-edits';
import type { LineupEdits } from './lineup-edits';
import { matchMarksSteps } from './match-marks';
import type { LineupReport, MarkMatches } from './match-marks';

/** A catalogue with a line-up, and what became of its edits. */
export interface Arranged {
  readonly catalog: CatalogSnapshot;
  readonly report: LineupReport;
  /** The edits, bound to the channels they were found at; the same object where nothing was found anew. */
  readonly edits: LineupEdits;
}

const STEP_ROWS = 4096;
const NONE = 0xffffffff;

/** Edits in a few letters: the same edits have the same. */
function markOfEdits(edits: LineupEdits): string {
  const text = JSON.stringify(edits);
  let hash = text.length;
  for (let i = 0; i < text.length; i += 1) hash = mixHash(Math.imul(hash, 31) + text.charCodeAt(i));
  return `lineup ${String(text.length)} ${String(hash >>> 0)}`;
}

function marksOf(edits: LineupEdits): readonly ChannelMark[] {
  const marks = [...edits.hidden, ...edits.regrouped, ...edits.names.map(({ channel }) => channel), ...edits.guides.channels.map(({ channel }) => channel), ...edits.guides.chosen.map(({ channel }) => channel)];
  for (const { members } of edits.lists) marks.push(...members);
  for (const { channel, after } of edits.moves) marks.push(channel, ...(after === null ? [] : [after]));
  return marks;
}

/** The highest row a list of channels may name, plus one. */
function rowLimit(catalog: CatalogSnapshot): number {
  const rows = catalog.rows('channel', 'all');
  let limit = catalog.count('channel');
  for (let i = 0; i < rows.length; i += 1) limit = Math.max(limit, rows.at(i) + 1);
  return limit;
}

/** All rows as a chain, in which a channel is moved without moving the others. */
class Chain {
  private readonly next: Uint32Array;
  private readonly before: Uint32Array;
  private first = NONE;
  private last = NONE;
  private length = 0;

  constructor(limit: number) {
    this.next = new Uint32Array(limit).fill(NONE);
    this.before = new Uint32Array(limit).fill(NONE);
  }

  push(row: Row): void {
    this.before[row] = this.last;
    if (this.last === NONE) this.first = row;
    else this.next[this.last] = row;
    this.last = row;
    this.length += 1;
  }

  /** `after` null: to the front. */
  move(row: Row, after: Row | null): void {
    if (row === after) return;
    const [previous, following] = [this.before[row] ?? NONE, this.next[row] ?? NONE];
    if (previous === NONE) this.first = following;
    else this.next[previous] = following;
    if (following !== NONE) this.before[following] = previous;
    const then = after === null ? this.first : (this.next[after] ?? NONE);
    this.before[row] = after ?? NONE;
    this.next[row] = then;
    if (after === null) this.first = row;
    else this.next[after] = row;
    if (then !== NONE) this.before[then] = row;
  }

  toRows(): Uint32Array {
    const rows = new Uint32Array(this.length);
    let row = this.first;
    for (let i = 0; i < this.length && row !== NONE; i += 1) {
      rows[i] = row;
      row = this.next[row] ?? NONE;
    }
    return rows;
  }
}

function* orderSteps(catalog: CatalogSnapshot, edits: LineupEdits, matches: MarkMatches, limit: number): Steps<Uint32Array | null> {
  if (edits.moves.length === 0) return null;
  const rows = catalog.rows('channel', 'all');
  const chain = new Chain(limit);
  for (let i = 0; i < rows.length; i += 1) {
    // First rows of a stored catalogue: where the others stand nobody knows yet.
    if (rows.at(i) < 0) return null;
    chain.push(rows.at(i));
    if (i % STEP_ROWS === STEP_ROWS - 1) yield;
  }
  for (const { channel, after } of edits.moves) {
    const row = matches.rows.get(channel.key);
    const anchor = after === null ? null : matches.rows.get(after.key);
    if (row !== undefined && anchor !== undefined) chain.move(row, anchor);
  }
  return chain.toRows();
}

/** Hides what stands in hidden groups alone. */
function* hideGroupsSteps(catalog: CatalogSnapshot, plan: LineupPlan): Steps<void> {
  if (plan.hiddenGroups.size === 0) return;
  const isKept = new Uint8Array(plan.hidden.length);
  for (const list of plan.lists) for (const row of list.rows) isKept[row] = 1;
  for (const pass of ['keep', 'hide'] as const) {
    for (const { index } of catalog.categories('channel')) {
      if (plan.hiddenGroups.has(index) !== (pass === 'hide')) continue;
      const rows = catalog.rows('channel', index);
      for (let i = 0; i < rows.length; i += 1) {
        const row = rows.at(i);
        if (pass === 'keep') isKept[row] = 1;
        else if (isKept[row] !== 1) plan.hidden[row] = 1;
        if (i % STEP_ROWS === STEP_ROWS - 1) yield;
      }
    }
  }
}

/** What was changed of channels, by the rows they were found in. */
function byRow<T extends { readonly channel: ChannelMark }, V>(changes: readonly T[], { rows }: MarkMatches, valueOf: (change: T) => V): ReadonlyMap<Row, V> {
  const found = new Map<Row, V>();
  for (const change of changes) {
    const row = rows.get(change.channel.key);
    if (row !== undefined) found.set(row, valueOf(change));
  }
  return found;
}

/** How guides are moved and chosen, by rows, groups and sources of this catalogue; `null`: as they come. */
function guidesOf(catalog: CatalogSnapshot, { guides }: LineupEdits, matches: MarkMatches): LineupPlan['guides'] {
  if (!hasGuideEdits(guides)) return null;
  const byId = new Map(guides.clocks.map(({ id, offsetMin }) => [id, offsetMin] as const));
  const groups = new Map<number, number>();
  for (const { index, sourceId, name } of catalog.categories('channel')) {
    const offsetMin = byId.get(groupClockId(groupIdOf(sourceId, name)));
    if (offsetMin !== undefined) groups.set(index, offsetMin);
  }
  const rows = byRow(guides.channels, matches, ({ offsetMin }) => offsetMin);
  const chosen = byRow(guides.chosen, matches, ({ guideId }) => guideId);
  return { chosen, rows, groups, sourceMin: (id) => byId.get(sourceClockId(id)) ?? 0 };
}

/**
 * Carries out edits on a catalogue, in short steps; 20,000 channels take some milliseconds on a desk computer, more where a provider changed.
 * `isAway`: tells of a channel that it is there though not here (its source is not read yet, or it is locked), so that it is looked for nowhere else.
 */
export function* arrangeCatalogSteps(catalog: CatalogSnapshot, edits: LineupEdits, isAway: (mark: ChannelMark) => boolean = () => false): Steps<Arranged> {
  const matches = yield* matchMarksSteps(catalog, marksOf(edits), isAway);
  const known = (marks: readonly ChannelMark[]): readonly Row[] => Array.from(new Set(marks.map(({ key }) => matches.rows.get(key) ?? -1))).filter((row) => row !== -1);
  const limit = rowLimit(catalog);
  const groupNames = new Map<number, string>();
  const hiddenGroups = new Set<number>();
  const channelGroups = edits.groups.filter(({ id }) => !isTitleGroupId(id));
  for (const { index, sourceId, name } of catalog.categories('channel')) {
    // At another provider a group of the same name is the same to the viewer.
    const edit = channelGroups.find(({ id }) => id === groupIdOf(sourceId, name)) ?? channelGroups.find(({ id }) => id.slice(id.indexOf(':') + 1) === name);
    if (edit === undefined) continue;
    if (edit.name !== '') groupNames.set(index, edit.name);
    if (edit.isHidden) hiddenGroups.add(index);
  }
  const plan: LineupPlan = {
    hidden: new Uint8Array(limit),
    regrouped: new Uint8Array(limit),
    names: byRow(edits.names, matches, ({ name }) => name),
    order: yield* orderSteps(catalog, edits, matches, limit),
    lists: edits.lists.map(({ id, name, members }) => ({ id, name, rows: known(members) })),
    groupNames,
    hiddenGroups,
    guides: guidesOf(catalog, edits, matches),
  };
  for (const row of known(edits.hidden)) plan.hidden[row] = 1;
  for (const row of known(edits.regrouped)) plan.regrouped[row] = 1;
  yield* hideGroupsSteps(catalog, plan);
  const wanted = yield* hideTitlesSteps(catalog, edits.groups);
  return { catalog: new ArrangedCatalog(wanted, plan, markOfEdits(edits)), report: matches.report, edits: bindEdits(edits, matches.rows, catalog) };
}
