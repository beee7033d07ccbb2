import type { SourceId } from '#core/base';
import { createPlaylistReader } from '#core/playlist';
import type { M3uReport } from '#core/playlist';
import type { Store } from '#server/store';
import type { ImportReport } from './import-report';
import { isAddress, openBytes, printableLocation } from './open-bytes';
import { textDecoderFor } from './text-decoder';
import { playlistCatchup, writeCatalog } from './write-catalog';

/** What every import is told. */
export interface ImportOrder {
  /** A file or an http(s) address. */
  readonly location: string;
  /** Id of the source it replaces or becomes. */
  readonly sourceId: string;
}

/** What imports work with. */
export interface ImportTools {
  readonly store: Store;
  nowMs(): number;
  /** Says how far it is; called rarely. */
  progress(text: string): void;
}

/** Lines named one by one in the report; the rest is counted. */
const MOST_NOTES = 20;
/** Imported channels without a number start at the next full thousand. */
const NUMBER_STEP = 1000;

const REASONS = {
  'free-text': 'lines of free text left out',
  'no-address': 'entries without an address left out',
  'unreadable-address': 'entries whose address cannot be read (kept, cannot be played)',
  'too-long': 'lines longer than 1 MB left out',
} as const;

function remarksOf(report: M3uReport): string[] {
  const remarks = Object.entries(REASONS)
    .map(([reason, text]) => ({ text, count: report.counts[reason as keyof typeof REASONS] }))
    .filter(({ count }) => count > 0)
    .map(({ text, count }) => `${String(count)} ${text}`);
  const notes = report.notes.slice(0, MOST_NOTES).map((note) => `line ${String(note.line)}: ${note.reason}`);
  const more = report.notes.length > MOST_NOTES ? ['…'] : [];
  const guides = report.header.guideUrls.length;
  return [...remarks, ...notes, ...more, ...(guides > 0 ? [`the list names ${String(guides)} guides; import one with: npm run import -- xmltv <address>`] : [])];
}

/** The first number for channels without one of their own: beyond those of every other source. */
export async function firstNumberFor(store: Store, sourceId: string): Promise<number> {
  const highest = await store.imports.highestChannelNumber(sourceId);
  return highest === 0 ? 1 : (Math.floor(highest / NUMBER_STEP) + 1) * NUMBER_STEP + 1;
}

/** Imports an M3U playlist. The source it replaces stays live until all of the new one is stored. */
export async function importPlaylist(order: ImportOrder, tools: ImportTools): Promise<ImportReport> {
  const startedMs = tools.nowMs();
  const { location, sourceId } = order;
  const options = { sourceId: sourceId as SourceId, createDecoder: textDecoderFor };
  const reader = createPlaylistReader(isAddress(location) ? { ...options, baseUrl: location } : options);
  for await (const chunk of openBytes(location)) reader.push(chunk);
  const result = reader.end();
  if (!result.ok) throw result.error;
  const { catalog, report } = result.value;
  const from = printableLocation(location);
  const session = await tools.store.imports.begin({ id: sourceId, kind: 'm3u', name: report.header.name || from, fingerprint: '' });
  const counts = await writeCatalog(session, catalog, {
    addressOf: (_kind, stream) => stream.url,
    catchupOf: playlistCatchup,
    firstNumber: await firstNumberFor(tools.store, sourceId),
  });
  await session.commit(tools.nowMs());
  return { from, counts, programmes: 0, remarks: remarksOf(report), elapsedMs: tools.nowMs() - startedMs };
}
