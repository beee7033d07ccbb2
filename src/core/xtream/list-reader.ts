import { AppError, fail, ok } from '../base';
import type { Result } from '../base';
import type { ColumnarBuilder, ListedKind } from '../catalog';
import { accountError, parseAccount } from './account';
import type { JsonListEnd } from './json-row-reader';
import { JsonRowReader } from './json-row-reader';
import { LIVE_NAMES, SERIES_NAMES, VOD_NAMES } from './list-columns';
import { createLiveSink, createSeriesSink, createVodSink } from './list-sinks';
import type { RowSink } from './list-sinks';
import { looseList, looseObject, looseText } from './loose-fields';
import { parseLooseJson } from './loose-json';
import { RowAccount } from './row-account';
import type { XtreamRowNote, XtreamRowReason } from './row-account';

/** What a list answer held. */
export interface XtreamListReport {
  /** Rows that went into the builder. */
  readonly rows: number;
  /** Rows met, and what stands in the place of some: {@link rows} and all of {@link counts}. */
  readonly seen: number;
  /** Rows left out, by reason. */
  readonly counts: Readonly<Record<XtreamRowReason, number>>;
  /** The first 200 of them. */
  readonly notes: readonly XtreamRowNote[];
  /** How often text (a warning of PHP) stood between rows; it was skipped. */
  readonly warnings: number;
  /** All rows left out. */
  readonly unreadable: number;
  readonly bytes: number;
  /** The answer ended within the list; what came before is kept. */
  readonly isCut: boolean;
}

/** Reads one list answer into a catalogue as it arrives. */
export interface XtreamListReader {
  readonly rows: number;
  readonly bytes: number;
  /** Reads on; the chunk may be reused afterwards. */
  push(chunk: Uint8Array): void;
  /**
   * Ends the answer. An empty list is fine. Errors: `source.empty` (no bytes), `source.html-answer`, `source.not-json`, `source.malformed` (a
   * JSON answer that is no list), and what the panel says about the line instead of a list (`source.login-refused`,
   * `source.expired`, `source.disabled`).
   */
  end(): Result<XtreamListReport, AppError>;
}

/** A category of a panel. */
export interface XtreamCategory {
  readonly id: string;
  readonly name: string;
}

/** Judges a `get_*_categories` answer; entries without id or name are left out. */
export function parseCategories(value: unknown): readonly XtreamCategory[] {
  const categories: XtreamCategory[] = [];
  for (const entry of looseList(value)) {
    const fields = looseObject(entry);
    const id = looseText(fields, 'category_id', 'id');
    const name = looseText(fields, 'category_name', 'name', 'title');
    if (id !== '' && name !== '') categories.push({ id, name });
  }
  return categories;
}

/** Announces categories to a builder; must happen before the rows that refer to them. */
export function addCategories(builder: ColumnarBuilder, kind: ListedKind, categories: readonly XtreamCategory[]): void {
  for (const category of categories) builder.category(kind, category.name, category.id);
}

function sinkFor(kind: ListedKind, builder: ColumnarBuilder): { names: readonly string[]; sink: RowSink } {
  if (kind === 'channel') return { names: LIVE_NAMES, sink: createLiveSink(builder) };
  if (kind === 'movie') return { names: VOD_NAMES, sink: createVodSink(builder) };
  return { names: SERIES_NAMES, sink: createSeriesSink(builder) };
}

/** Members of an answer beside its rows, judged. */
export function membersAsObject(members: Readonly<Record<string, string>>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(members)) {
    const json = parseLooseJson(members[name] ?? '');
    if (json.ok) found[name] = json.value.value;
  }
  return found;
}

/** Why an answer without rows has none; `null` if it simply is an empty list. */
function judgeWithoutRows(end: JsonListEnd): AppError | null {
  const head = end.head.trim();
  if (end.bytes === 0 || (head === '' && !end.isJson)) return new AppError('source.empty');
  if (!end.isJson) return new AppError(head.charAt(0) === '<' ? 'source.html-answer' : 'source.not-json');
  const members = membersAsObject(end.members);
  if (Object.keys(members).length === 0) return null;
  // A panel that does not know the action answers with the account: an active one has nothing of this kind.
  const account = parseAccount(members, 0);
  return account.ok ? accountError(account.value) : new AppError('source.malformed', { facts: { what: 'list' } });
}

/** The report of what was read. */
export function reportOf(account: RowAccount, end: JsonListEnd): XtreamListReport {
  const { kept, seen, counts, notes } = account;
  return { rows: kept, seen, counts: { ...counts }, notes: notes.slice(), warnings: end.warnings, unreadable: seen - kept, bytes: end.bytes, isCut: end.isCut };
}

/** Makes a reader for `get_live_streams`, `get_vod_streams` or `get_series`. Announce the categories first. */
export function createXtreamListReader(kind: ListedKind, builder: ColumnarBuilder): XtreamListReader {
  const { names, sink } = sinkFor(kind, builder);
  const account = new RowAccount();
  const reader = new JsonRowReader(names, (row) => account.add(sink(row)), () => account.add('no-object'));
  return {
    get rows() {
      return account.kept;
    },
    get bytes() {
      return reader.bytes;
    },
    push(chunk) {
      reader.push(chunk);
    },
    end() {
      const end = reader.end();
      if (account.kept === 0) {
        const error = judgeWithoutRows(end);
        if (error !== null) return fail(error);
      }
      return ok(reportOf(account, end));
    },
  };
}
