import { decodeUtf8, fromBase64, utf8SequenceLength } from '../text';
import type { ProgrammeInput } from '../guide';
import { looseEpochMs, looseFlag, looseList, looseObject, looseText } from './loose-fields';
import type { LooseFields } from './loose-fields';
import { parseWallClock, zoneToUtcMs } from './panel-zone';
import type { PanelZone } from './panel-zone';

/** A programme of the short guide or the day table. */
export interface XtreamProgramme extends ProgrammeInput {
  /** Whether the panel says that it is in the archive. */
  readonly hasArchive: boolean;
}

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** Whether the bytes are UTF-8 without control characters: what is no base64 hardly ever decodes to that. */
function isReadable(bytes: Uint8Array, end: number): boolean {
  for (let at = 0; at < end; ) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      if (byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
      at += 1;
      continue;
    }
    const length = utf8SequenceLength(bytes, at, end);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/**
 * Text of base64, or the text itself where it is none: servers of the field all encode, some documentation and small panels
 * send plain text. Line breaks within are ignored.
 */
export function decodeBase64Text(text: string): string {
  const compact = text.replace(/[\r\n]+/g, '');
  if (compact === '' || !BASE64.test(compact)) return text;
  // Three bytes become four letters: one letter more or less there is no base64 of.
  if (compact.replace(/=+$/, '').length % 4 === 1) return text;
  const bytes = fromBase64(compact.replace(/-/g, '+').replace(/_/g, '/'));
  if (bytes === null) return text;
  const { length } = bytes;
  // Padding proves base64; without it a plain word like "News" could be meant.
  const isEncoded = compact.charAt(compact.length - 1) === '=' || isReadable(bytes, length);
  return isEncoded ? decodeUtf8(bytes, 0, length) : text;
}

function timeMs(fields: LooseFields, stamps: readonly string[], walls: readonly string[], zone: PanelZone): number {
  for (const name of stamps) {
    const ms = looseEpochMs(fields[name]);
    if (ms > 0) return ms;
  }
  for (const name of walls) {
    const text = looseText(fields, name);
    const wallMs = parseWallClock(text);
    if (wallMs !== null) return zoneToUtcMs(zone, wallMs);
    // A fork leaves `end` as an epoch number.
    const ms = /^\d{9,13}$/.test(text) ? looseEpochMs(text) : 0;
    if (ms > 0) return ms;
  }
  return 0;
}

function readProgramme(value: unknown, zone: PanelZone): XtreamProgramme | null {
  const fields = looseObject(value);
  const startMs = timeMs(fields, ['start_timestamp'], ['start'], zone);
  const stopMs = timeMs(fields, ['stop_timestamp', 'end_timestamp'], ['stop', 'end'], zone);
  if (startMs <= 0) return null;
  return {
    startMs,
    // 0 is closed by the next start when the guide is built.
    stopMs: stopMs > startMs ? stopMs : 0,
    title: decodeBase64Text(looseText(fields, 'title')),
    description: decodeBase64Text(looseText(fields, 'description')),
    hasArchive: looseFlag(fields['has_archive']),
  };
}

/** Programmes of a list, or of an object of them (PHP lists with gaps); in order, without doubles, unreadable rows left out. */
function readRows(rows: readonly unknown[], zone: PanelZone): readonly XtreamProgramme[] {
  const byStart = new Map<number, XtreamProgramme>();
  for (const row of rows) {
    const programme = readProgramme(row, zone);
    if (programme !== null && !byStart.has(programme.startMs)) byStart.set(programme.startMs, programme);
  }
  return Array.from(byStart.values()).sort((a, b) => a.startMs - b.startMs);
}

/** The rows of one stream: bare, or under `epg_listings`. */
function rowsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : looseList(looseObject(value)['epg_listings']);
}

/**
 * Judges `get_short_epg`, `get_simple_data_table` and the newer `get_epg` of one stream: a list under `epg_listings` or bare. Timestamps are preferred over
 * the strings, which are on the panel's wall clock. In order, without doubles; unreadable rows are left out.
 */
export function parseEpg(value: unknown, zone: PanelZone): readonly XtreamProgramme[] {
  return readRows(rowsOf(value), zone);
}

/** An object of lists by stream id, itself or under `epg_listings`. */
function listsByStream(value: unknown): LooseFields {
  const root = looseObject(value);
  const listed = looseObject(root['epg_listings']);
  return Object.keys(listed).length > 0 ? listed : root;
}

/**
 * Judges the same answers for several streams (`multi`, or a comma list of ids): an object by stream id whose members are what {@link parseEpg} takes; or one
 * list of rows that name their stream (`stream_id`, `channel_id`). Streams without programmes are left out.
 */
export function parseEpgByStream(value: unknown, zone: PanelZone): ReadonlyMap<string, readonly XtreamProgramme[]> {
  const byStream = new Map<string, unknown[]>();
  const bare = rowsOf(value);
  if (Array.isArray(value) || Array.isArray(looseObject(value)['epg_listings'])) {
    for (const row of bare) {
      const id = looseText(looseObject(row), 'stream_id', 'channel_id', 'epg_id');
      const rows = byStream.get(id);
      if (rows === undefined) byStream.set(id, [row]);
      else rows.push(row);
    }
    byStream.delete('');
  } else {
    const lists = listsByStream(value);
    for (const id of Object.keys(lists)) byStream.set(id, rowsOf(lists[id]).slice());
  }
  const found = new Map<string, readonly XtreamProgramme[]>();
  byStream.forEach((rows, id) => {
    const programmes = readRows(rows, zone);
    if (programmes.length > 0) found.set(id, programmes);
  });
  return found;
}
