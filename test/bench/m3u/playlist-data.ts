import { dataFile, type DataFile, type DataWriter } from '../data/data-file';
import { TruthWriter } from '../candidates/truth';
import { oddPiece } from './odd-playlist-rows';
import { PlaylistRows } from './playlist-rows';

/** What is compared of each row, beside its address, which tells which row it is. */
export const PLAYLIST_FIELDS = ['name', 'group', 'logo', 'tvg-id'] as const;

/** Changes with what {@link writePlaylist} and {@link writeOddPlaylist} write. */
const VERSION = 1;
const SEED = 20_240_601;
const HEADER = '#EXTM3U url-tvg="http://guide.provider.example/epg.xml.gz" x-tvg-url="http://guide.provider.example/epg.xml.gz"\n';

/** Writes a playlist every row of which follows the grammar, and returns the truth about it. */
export function writePlaylist(out: DataWriter, entries: number, seed = SEED): Uint8Array {
  const truth = new TruthWriter(PLAYLIST_FIELDS.length);
  const rows = new PlaylistRows(seed, Math.max(10, Math.round(entries / 80)));
  out.text(HEADER);
  for (let i = 0; i < entries; i += 1) {
    const row = rows.next();
    out.text(row.lines);
    truth.row(row.url, [row.name, row.group, row.logo, row.tvgId === '' ? null : row.tvgId]);
  }
  return truth.finish();
}

/** Writes a playlist in which nearly every other row is odd in some way, and returns the truth about it. */
export function writeOddPlaylist(out: DataWriter, pieces: number, seed = SEED + 1): Uint8Array {
  const truth = new TruthWriter(PLAYLIST_FIELDS.length);
  const rows = new PlaylistRows(seed, 10);
  out.text(HEADER);
  for (let i = 0; i < pieces; i += 1) {
    const piece = oddPiece(i, rows);
    if (typeof piece.text === 'string') out.text(piece.text);
    else out.raw(piece.text);
    for (const row of piece.rows) truth.row(row.url, [row.name ?? null, row.group ?? null, row.logo ?? null, row.tvgId ?? null]);
    const row = rows.next();
    out.text(row.lines);
    truth.row(row.url, [row.name, row.group, row.logo, row.tvgId === '' ? null : row.tvgId]);
  }
  return truth.finish();
}

/** A playlist of so many entries. */
export function playlistFile(entries: number): DataFile {
  return dataFile(`playlist-v${String(VERSION)}-${String(entries)}.m3u`, (out) => writePlaylist(out, entries));
}

/** An odd playlist of so many pieces. */
export function oddPlaylistFile(pieces: number): DataFile {
  return dataFile(`odd-playlist-v${String(VERSION)}-${String(pieces)}.m3u`, (out) => writeOddPlaylist(out, pieces));
}
