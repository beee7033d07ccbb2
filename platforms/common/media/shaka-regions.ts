import type { MediaRegion } from '#ports';
import { isRecord } from '../host/parse-deep-link';
import type { ShakaChapter } from './shaka-api';

/** Attributes of a date range that name it. */
const TITLE_KEYS: readonly string[] = ['X-TITLE', 'X-NAME', 'X-LABEL', 'TITLE'];
/** Longer texts of an event are data, not a name. */
const MOST_TITLE = 120;

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Of a date range what its attributes call it, of an event of DASH its plain text. */
function titleOf(detail: unknown): string {
  const values = fieldOf(detail, 'values');
  for (const value of Array.isArray(values) ? (values as readonly unknown[]) : []) {
    if (TITLE_KEYS.indexOf(textOf(fieldOf(value, 'key'))) !== -1) return textOf(fieldOf(value, 'data'));
  }
  const children = fieldOf(fieldOf(detail, 'eventNode'), 'children');
  const [text] = Array.isArray(children) ? (children as readonly unknown[]) : [];
  const title = textOf(text).trim();
  return title.length > MOST_TITLE || title[0] === '{' || title[0] === '<' ? '' : title;
}

/** Reads what Shaka tells of a region (`EXT-X-DATERANGE`, `EventStream`); `null` for one without a time. */
export function readShakaRegion(event: unknown): MediaRegion | null {
  const detail = fieldOf(event, 'detail');
  const [start, end] = [fieldOf(detail, 'startTime'), fieldOf(detail, 'endTime')];
  if (typeof start !== 'number' || !Number.isFinite(start) || start < 0) return null;
  return {
    scheme: textOf(fieldOf(detail, 'schemeIdUri')),
    value: textOf(fieldOf(detail, 'value')),
    id: textOf(fieldOf(detail, 'id')),
    title: titleOf(detail),
    startMs: Math.round(start * 1000),
    endMs: typeof end === 'number' ? Math.round(end * 1000) : Infinity,
  };
}

/** A chapter of the stream's own list (`EXT-X-SESSION-DATA`). */
export function chapterRegion({ id, title, startTime, endTime }: ShakaChapter): MediaRegion {
  return { scheme: 'chapter', value: '', id, title, startMs: Math.round(startTime * 1000), endMs: Math.round(endTime * 1000) };
}
