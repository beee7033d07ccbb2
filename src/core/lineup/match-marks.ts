import type { Steps } from '../base';
import type { CatalogSnapshot, Row } from '../catalog';
import { encodeUtf8 } from '../text';
import { VersionScanner } from '../versions';
import type { ChannelMark } from './channel-mark';

/** Rows between two pauses. */
const STEP_ROWS = 500;

/** What became of edited channels in a catalogue. */
export interface LineupReport {
  /** Found as they were. */
  readonly same: number;
  /** Found at another place by what the guide calls them, or by their name. */
  readonly byGuide: number;
  readonly byName: number;
  /** Names of those that are not there; their edits are kept. */
  readonly lost: readonly string[];
}

/** Rows of marks by the mark's key. */
export interface MarkMatches {
  readonly rows: ReadonlyMap<string, Row>;
  readonly report: LineupReport;
}

function nameKey(scanner: VersionScanner, name: string): string {
  const bytes = encodeUtf8(name);
  scanner.scan(bytes, 0, bytes.length, false);
  return `${String(scanner.keyHigh)} ${String(scanner.keyLow)} ${scanner.region}`;
}

/** Names without a country stand for any. */
function looseKey(key: string): string {
  return key.slice(0, key.lastIndexOf(' ') + 1);
}

/** Channels by what they may be found by; the first of equals. Rows that are taken are not offered again. */
class Finder {
  private readonly byGuide = new Map<string, Row>();
  private readonly byName = new Map<string, Row>();
  private readonly byLooseName = new Map<string, Row>();
  private readonly scanner = new VersionScanner();

  *readSteps(catalog: CatalogSnapshot, taken: ReadonlySet<Row>): Steps<void> {
    const rows = catalog.rows('channel', 'all');
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows.at(i);
      const channel = taken.has(row) ? null : catalog.channel(row);
      if (channel !== null) {
        this.note(this.byGuide, channel.guideKey, row);
        const key = nameKey(this.scanner, channel.name);
        this.note(this.byName, key, row);
        this.note(this.byLooseName, looseKey(key), row);
      }
      if (i % STEP_ROWS === STEP_ROWS - 1) yield;
    }
  }

  find(mark: ChannelMark): { readonly row: Row; readonly by: 'guide' | 'name' } | null {
    const guided = mark.guideKey === '' ? undefined : this.byGuide.get(mark.guideKey);
    if (guided !== undefined) return { row: guided, by: 'guide' };
    const key = nameKey(this.scanner, mark.name);
    const isRegional = looseKey(key) !== key;
    const named = this.byName.get(key) ?? (isRegional ? this.byName.get(looseKey(key)) : this.byLooseName.get(key));
    return named === undefined ? null : { row: named, by: 'name' };
  }

  private note(map: Map<string, Row>, key: string, row: Row): void {
    if (key !== '' && !map.has(key)) map.set(key, row);
  }
}

/** Whether only first rows of a stored catalogue are here. */
function isPartial(catalog: CatalogSnapshot): boolean {
  const rows = catalog.rows('channel', 'all');
  for (let i = 0; i < rows.length; i += 1) if (rows.at(i) < 0) return true;
  return false;
}

/**
 * Finds the rows of marks, in short steps. Where every key is known the channels are not looked through. Channels that are
 * away (`isAway`), and those of a catalogue that is not whole, are neither looked for by name nor lost.
 */
export function* matchMarksSteps(catalog: CatalogSnapshot, marks: readonly ChannelMark[], isAway: (mark: ChannelMark) => boolean): Steps<MarkMatches> {
  const rows = new Map<string, Row>();
  const missing: ChannelMark[] = [];
  for (const mark of marks) {
    if (rows.has(mark.key)) continue;
    const row = catalog.rowOf('channel', mark.key);
    if (row === -1 && !isAway(mark)) missing.push(mark);
    else if (row !== -1) rows.set(mark.key, row);
  }
  const counts = { guide: 0, name: 0 };
  const same = rows.size;
  const lost: string[] = [];
  if (missing.length > 0 && !isPartial(catalog)) {
    const finder = new Finder();
    yield* finder.readSteps(catalog, new Set(Array.from(rows.values())));
    for (const mark of missing) {
      if (rows.has(mark.key)) continue;
      const found = finder.find(mark);
      if (found === null) {
        if (lost.indexOf(mark.name) === -1) lost.push(mark.name);
        continue;
      }
      rows.set(mark.key, found.row);
      counts[found.by] += 1;
    }
  }
  return { rows, report: { same, byGuide: counts.guide, byName: counts.name, lost } };
}
