import { AppError } from '../base';
import { HeadBytes } from '../text';
import { JsonRowReader, looseNumber } from '../xtream';
import type { JsonListEnd } from '../xtream';
import { JsUnwrapper } from './js-unwrapper';
import { judgePortalAnswer, judgeSentence } from './portal-answer';
import type { PortalAnswer } from './portal-answer';
import { rowNames } from './portal-rows';
import type { PortalRows, RowFate } from './portal-rows';
import type { PortalListKind } from './portal-request';

/** What a list answer, whole or a page, held. */
export interface PortalPage {
  /** Objects in it. */
  readonly rows: number;
  /** Rows that went into the catalogue: those not seen before. */
  readonly kept: number;
  /** Why the others did not. */
  readonly skipped: Readonly<Record<Exclude<RowFate, 'kept'>, number>>;
  /** How many items the portal says there are in all; 0 if it does not. */
  readonly totalItems: number;
  /** How many it says a page holds; 0 if it does not. */
  readonly pageItems: number;
  readonly bytes: number;
  /** The answer ended within the list; what came before is kept. */
  readonly isCut: boolean;
}

/** How a list answer ended: a page, or what the portal said instead. */
export type PortalListEnd = { readonly kind: 'page'; readonly page: PortalPage } | Exclude<PortalAnswer, { readonly kind: 'js' }>;

/** Reads one list answer into a catalogue as it arrives. */
export interface PortalListReader {
  /** Rows kept so far. */
  readonly kept: number;
  readonly bytes: number;
  /** Reads on; the chunk may be reused afterwards. */
  push(chunk: Uint8Array): void;
  /** Ends the answer. An empty list is a page without rows. */
  end(): PortalListEnd;
}

/** Sentences and dressed refusals are shorter. */
const HEAD_BYTES = 512;

function memberNumber(members: Readonly<Record<string, string>>, name: string): number {
  const source = (members[name] ?? '').replace(/^"|"$/g, '');
  return Math.max(0, Math.floor(looseNumber(source)));
}

/** Why an answer without rows has none; `null` when it simply is an empty list. */
function judgeWithoutRows(end: JsonListEnd, head: string, bytes: number): Exclude<PortalListEnd, { readonly kind: 'page' }> | null {
  const start = head.replace(/^\ufeff/, '').trim();
  if (bytes === 0 || start === '') return { kind: 'failed', error: new AppError('source.empty') };
  const sentence = judgeSentence(start);
  if (sentence !== null && sentence.kind !== 'js') return sentence;
  const isWrapped = /"js"\s*:/.test(start);
  // A refusal may be dressed as an answer.
  const dressed = isWrapped && bytes < HEAD_BYTES ? judgePortalAnswer(200, start) : null;
  if (dressed?.kind === 'refused' || dressed?.kind === 'denied') return dressed;
  if (end.isJson || isWrapped) return null;
  return { kind: 'failed', error: new AppError(start.charAt(0) === '<' ? 'source.html-answer' : 'source.not-json') };
}

/**
 * Makes a reader for `get_all_channels` or a page of `get_ordered_list`. Takes rows in a list or in an object, with or without the `js`
 * wrapper, with text before it, numbers as texts, nulls, raw control characters and a missing end. No object is made per row.
 */
export function createPortalListReader(kind: PortalListKind, target: PortalRows): PortalListReader {
  const skipped = { duplicate: 0, 'no-id': 0, 'no-name': 0 };
  let kept = 0;
  let bytes = 0;
  const head = new HeadBytes(HEAD_BYTES);
  const rows = new JsonRowReader(rowNames(kind), (row) => {
    const fate = target.put(kind, row);
    if (fate === 'kept') kept += 1;
    else skipped[fate] += 1;
  });
  const unwrapper = new JsUnwrapper((chunk) => {
    rows.push(chunk);
  });
  return {
    get kept() {
      return kept;
    },
    get bytes() {
      return bytes;
    },
    push(chunk) {
      head.push(chunk);
      bytes += chunk.length;
      unwrapper.push(chunk);
    },
    end() {
      unwrapper.end();
      const end = rows.end();
      if (end.rows === 0) {
        const verdict = judgeWithoutRows(end, head.text(), bytes);
        if (verdict !== null) return verdict;
      }
      const totalItems = memberNumber(end.members, 'total_items');
      const pageItems = memberNumber(end.members, 'max_page_items');
      return { kind: 'page', page: { rows: end.rows, kept, skipped, totalItems, pageItems, bytes, isCut: end.isCut } };
    },
  };
}

