import { readFileSync } from 'node:fs';
import type { SourceId } from '#core/base';
import type { CategoryRecord, ColumnarCatalog } from '#core/catalog';
import { createPlaylistReader } from '#core/playlist';
import type { Attempt, Candidate, CandidateJob } from '../candidates/candidate';
import { feedFile, openJudge } from '../candidates/feed';
import { loadPeer } from '../candidates/load-peer';
import type { RowJudge } from '../candidates/truth';
import { PLAYLIST_FIELDS } from './playlist-data';

/** Rows on a first screen. */
const FIRST_ROWS = 50;

const judgeOf = (job: CandidateJob): RowJudge => openJudge(job.truthPath, PLAYLIST_FIELDS);
const two = (value: number): string => String(value).padStart(2, '0');

/** The group as it was written: several are separated by semicolons. */
function groupOf(categories: readonly CategoryRecord[], members: readonly number[]): string {
  return members.map((index) => categories[index]?.name ?? '').join(';');
}

const withYear = (name: string, year: number): string => (year > 0 ? `${name} (${String(year)})` : name);

/** Puts what the catalogue took apart (years, seasons) together again, as the list had it. */
function judgeCatalog(catalog: ColumnarCatalog, judge: RowJudge): void {
  const channelGroups = catalog.categories('channel');
  for (let row = 0; row < catalog.count('channel'); row += 1) {
    const record = catalog.channel(row);
    if (record !== null) judge.row(record.stream.url, [record.name, groupOf(channelGroups, record.categories), record.logo, record.guideKey]);
  }
  const movieGroups = catalog.categories('movie');
  for (let row = 0; row < catalog.count('movie'); row += 1) {
    const record = catalog.movie(row);
    if (record !== null) judge.row(record.stream.url, [withYear(record.name, record.year), groupOf(movieGroups, record.categories), record.poster, '']);
  }
  const seriesGroups = catalog.categories('series');
  for (let row = 0; row < catalog.count('series'); row += 1) {
    const series = catalog.series(row);
    if (series === null) continue;
    const show = withYear(series.name, series.year);
    for (const season of catalog.seasons(row)) {
      for (const episode of season.episodes) {
        const name = `${show} S${two(episode.season)} E${two(episode.number)}${episode.name === '' ? '' : ` ${episode.name}`}`;
        judge.row(episode.stream.url, [name, groupOf(seriesGroups, series.categories), episode.still, '']);
      }
    }
  }
}

function prepareOurs(job: CandidateJob): Attempt {
  let catalog: ColumnarCatalog | null = null;
  let rows = 0;
  let firstAt = 0;
  return {
    run() {
      const reader = createPlaylistReader({ sourceId: 'bench' as SourceId });
      feedFile(job.dataPath, (chunk) => {
        reader.push(chunk);
        if (firstAt === 0 && reader.entries >= FIRST_ROWS) firstAt = reader.bytes;
      });
      const end = reader.end();
      if (!end.ok) throw end.error;
      catalog = end.value.catalog;
      rows = end.value.report.entries;
    },
    rows: () => rows,
    probe: () => ({ firstRowsBytes: firstAt, dataBytes: catalog?.heldBytes ?? 0 }),
    judge() {
      const judge = judgeOf(job);
      if (catalog !== null) judgeCatalog(catalog, judge);
      return judge.finish();
    },
  };
}

/** A candidate that turns the whole text into a list of objects. */
function wholeText<Row>(name: string, role: 'peer' | 'reference', load: () => Promise<(text: string) => readonly Row[]>, fields: (row: Row) => readonly [url: string, ...fields: string[]]): Candidate {
  return {
    name, role,
    async prepare(job) {
      const parse = await load();
      let rows: readonly Row[] = [];
      return {
        run() { rows = parse(readFileSync(job.dataPath, 'utf8')); },
        rows: () => rows.length,
        judge() {
          const judge = judgeOf(job);
          for (const row of rows) {
            const [url, ...rest] = fields(row);
            judge.row(url, rest);
          }
          return judge.finish();
        },
      };
    },
  };
}

interface FilePlaylistItem { name: string; url?: string; tvg: { id: string; logo: string }; group: { title: string } }
interface EktotvChannel { name?: string; url?: string; tvgId?: string; tvgLogo?: string; groupTitle?: string }
interface Segment { url?: string; inf?: { title: string; tvgId?: string; tvgLogo?: string; groupTitle?: string } }
interface PlainRow { name: string; url: string; group: string; logo: string; id: string }

/** What a programmer writes in an afternoon: lines, and regular expressions for the attributes. */
function parseByRegex(text: string): readonly PlainRow[] {
  const rows: PlainRow[] = [];
  const attribute = /([\w-]+)="([^"]*)"/g;
  let pending: PlainRow | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#EXTINF:')) {
      const row: PlainRow = { name: '', url: '', group: '', logo: '', id: '' };
      attribute.lastIndex = 8;
      let end = 8;
      for (let match = attribute.exec(line); match !== null; match = attribute.exec(line)) {
        end = attribute.lastIndex;
        if (match[1] === 'tvg-id') row.id = match[2] ?? '';
        else if (match[1] === 'tvg-logo') row.logo = match[2] ?? '';
        else if (match[1] === 'group-title') row.group = match[2] ?? '';
      }
      row.name = line.slice(line.indexOf(',', end) + 1).trim();
      pending = row;
    } else if (line !== '' && !line.startsWith('#') && pending !== null) {
      pending.url = line.trim();
      rows.push(pending);
      pending = null;
    }
  }
  return rows;
}

/** What reads playlists: ours, the libraries, and what is possible. */
export const M3U_CANDIDATES: readonly Candidate[] = [
  { name: 'ours', role: 'ours', prepare: async (job) => prepareOurs(job) },
  wholeText<FilePlaylistItem>(
    'iptv-playlist-parser', 'peer',
    async () => {
      const parser = (await loadPeer('iptv-playlist-parser'))['default'] as { parse(text: string): { items: FilePlaylistItem[] } };
      return (text) => parser.parse(text).items;
    },
    (row) => [row.url ?? '', row.name, row.group.title, row.tvg.logo, row.tvg.id],
  ),
  wholeText<EktotvChannel>(
    '@iptv/playlist', 'peer',
    async () => {
      const parse = (await loadPeer('@iptv/playlist'))['parseM3U'] as (text: string) => { channels: EktotvChannel[] };
      return (text) => parse(text).channels;
    },
    (row) => [row.url ?? '', row.name ?? '', row.groupTitle ?? '', row.tvgLogo ?? '', row.tvgId ?? ''],
  ),
  wholeText<Segment>(
    'm3u8-file-parser', 'peer',
    async () => {
      const Parser = (await loadPeer('m3u8-file-parser'))['default'] as new () => { read(text: string): void; getResult(): { segments: Segment[] } };
      return (text) => {
        const parser = new Parser();
        parser.read(text);
        return parser.getResult().segments;
      };
    },
    (row) => [row.url ?? '', row.inf?.title ?? '', row.inf?.groupTitle ?? '', row.inf?.tvgLogo ?? '', row.inf?.tvgId ?? ''],
  ),
  wholeText<PlainRow>('lines and regex, by hand', 'reference', async () => parseByRegex, (row) => [row.url, row.name, row.group, row.logo, row.id]),
];
