import { AppError, fail, ok } from '../base';
import type { Result } from '../base';
import type { ColumnarBuilder, ListedKind } from '../catalog';
import { accountError, parseAccount } from './account';
import type { XtreamAccount } from './account';
import type { JsonRow } from './json-row';
import { JsonRowReader } from './json-row-reader';
import { PANEL_NAMES, columnsOf } from './list-columns';
import { membersAsObject, reportOf } from './list-reader';
import type { XtreamListReport } from './list-reader';
import { createLiveSink, createVodSink } from './list-sinks';
import { RowAccount } from './row-account';

/** What a `panel_api.php` answer held. */
export interface XtreamPanelReport extends XtreamListReport {
  readonly account: XtreamAccount;
}

/** Reads a `panel_api.php` answer into a catalogue as it arrives. */
export interface XtreamPanelReader {
  readonly rows: number;
  readonly bytes: number;
  /** Reads on; the chunk may be reused afterwards. */
  push(chunk: Uint8Array): void;
  /**
   * Ends the answer. Errors: `source.empty`, `source.html-answer`, `source.not-json`, `source.malformed` (no account in it), and
   * what the panel says about the line (`source.login-refused`, `source.expired`, `source.disabled`).
   */
  end(): Result<XtreamPanelReport, AppError>;
}

/** Lists of categories by the name of their member. */
const CATEGORY_KINDS: Readonly<Record<string, ListedKind>> = { live: 'channel', radio: 'channel', movie: 'movie', vod: 'movie', series: 'series' };

/**
 * Makes a reader for the old answer that has everything at once: account, categories by kind, and `available_channels` of live streams, radio and films
 * by stream id. Series are not in it. `nowMs` is used when the panel does not tell its own time. Source: protocols.md 1.2.
 */
export function createXtreamPanelReader(builder: ColumnarBuilder, nowMs: number): XtreamPanelReader {
  const column = columnsOf(PANEL_NAMES);
  const live = createLiveSink(builder, column);
  const films = createVodSink(builder, column);
  const account = new RowAccount();
  const takeCategory = (row: JsonRow): void => {
    const kind = CATEGORY_KINDS[row.path.slice(row.path.lastIndexOf('/') + 1)];
    const [id, name] = [row.text(column.category_id), row.text(column.category_name)];
    if (kind !== undefined && id !== '' && name !== '') builder.category(kind, name, id);
  };
  const takeRow = (row: JsonRow): void => {
    if (row.path.indexOf('categories') === 0) {
      takeCategory(row);
      return;
    }
    const type = row.text(column.stream_type).toLowerCase();
    if (type === 'movie' || type === 'vod') account.add(films(row));
    else if (type === 'series') account.add('no-kind');
    // Live, created live and radio streams, and what names no type but says that it is live.
    else account.add(type === '' && row.typeOf(column.live) > 0 && !row.flag(column.live) ? films(row) : live(row));
  };
  const reader = new JsonRowReader(PANEL_NAMES, takeRow, () => account.add('no-object'));
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
      const head = end.head.trim();
      if (head === '') return fail(new AppError('source.empty'));
      if (!end.isJson) return fail(new AppError(head.charAt(0) === '<' ? 'source.html-answer' : 'source.not-json'));
      const judged = parseAccount(membersAsObject(end.members), nowMs);
      if (!judged.ok) return judged;
      const error = accountError(judged.value);
      return error === null ? ok({ ...reportOf(account, end), account: judged.value }) : fail(error);
    },
  };
}
