import type { SourceId } from '#core/base';
import { createPlaylistReader, readLicence } from '#core/playlist';
import type { M3uReport } from '#core/playlist';
import type { KeyVault } from '#server/domain';
import type { PictureShelf } from '#server/folders';
import type { Store } from '#server/store';
import { conditionsOf, ContentMeter, NOTHING_KNOWN } from './import-outcome';
import type { ContentFacts, ImportOutcome } from './import-outcome';
import { keepLicences } from './keep-licences';
import { isAddress, openConditionally, printableLocation } from './open-bytes';
import { textDecoderFor } from './text-decoder';
import { playlistCatchup, writeCatalog } from './write-catalog';

/** What every import is told. */
export interface ImportOrder {
  /** A file or an http(s) address. */
  readonly location: string;
  /** Id of the source it replaces or becomes. */
  readonly sourceId: string;
  /** What was imported last; a source that is still that is left as it is. Absent: it is imported whatever it is. */
  readonly known?: ContentFacts;
}

/** What imports work with. */
export interface ImportTools {
  readonly store: Store;
  nowMs(): number;
  /** Says how far it is; called rarely. */
  progress(text: string): void;
  /** How often sources are looked at by themselves; absent or 0: never. */
  readonly refreshEveryMs?: number;
  /** Where a picture of a folder is shown from; absent: pictures are left out. */
  pictureAddress?(asset: string): string;
  /** Where pictures of folders go so that other nodes have them; absent or `null`: nowhere. */
  readonly pictures?: PictureShelf | null;
  /** Where keys go that a list names; absent: they are left out. */
  readonly vault?: KeyVault;
}

/** Lines named one by one in the report; the rest is counted. */
const MOST_NOTES = 20;
/** Imported channels without a number start at the next full thousand. */
const NUMBER_STEP = 1000;

function remarksOf(report: M3uReport): string[] {
  const notes = report.notes.slice(0, MOST_NOTES).map((note) => `line ${String(note.line)}: ${note.reason}`);
  const more = report.notes.length > MOST_NOTES ? ['…'] : [];
  const guides = report.header.guideUrls.length;
  return [...notes, ...more, ...(guides > 0 ? [`the list names ${String(guides)} guides; import one with: npm run import -- xmltv <address>`] : [])];
}

/** The first number for channels without one of their own: beyond those of every other source. */
export async function firstNumberFor(store: Store, sourceId: string): Promise<number> {
  const highest = await store.imports.highestChannelNumber(sourceId);
  return highest === 0 ? 1 : (Math.floor(highest / NUMBER_STEP) + 1) * NUMBER_STEP + 1;
}

/** Imports an M3U playlist. The source it replaces stays live until all of the new one is stored. */
export async function importPlaylist(order: ImportOrder, tools: ImportTools): Promise<ImportOutcome> {
  const startedMs = tools.nowMs();
  const { location, sourceId, known = NOTHING_KNOWN } = order;
  const opened = await openConditionally(location, conditionsOf(known));
  if (opened.kind === 'unchanged') return { kind: 'unchanged', facts: known };
  const { etag, lastModified, charset } = opened;
  const reader = createPlaylistReader({
    sourceId: sourceId as SourceId,
    createDecoder: textDecoderFor,
    ...(isAddress(location) ? { baseUrl: location } : {}),
    ...(charset === '' ? {} : { charset }),
  });
  const meter = new ContentMeter();
  for await (const chunk of meter.measure(opened.chunks)) reader.push(chunk);
  const result = reader.end();
  if (!result.ok) throw result.error;
  const facts: ContentFacts = { etag, lastModified, contentMark: meter.mark() };
  if (facts.contentMark === known.contentMark) return { kind: 'unchanged', facts };
  const { catalog, report } = result.value;
  const from = printableLocation(location);
  const session = await tools.store.imports.begin({ id: sourceId, kind: 'm3u', name: report.header.name || from, fingerprint: '' });
  let licences = 0;
  const counts = await writeCatalog(session, catalog, {
    addressOf: (_kind, stream) => {
      if (readLicence(stream.properties) !== null) licences += 1;
      return stream.url;
    },
    catchupOf: playlistCatchup,
    firstNumber: await firstNumberFor(tools.store, sourceId),
  });
  await session.commit(tools.nowMs());
  const { vault, store } = tools;
  const kept = licences > 0 && vault !== undefined ? await keepLicences(sourceId, catalog, store, vault) : 0;
  const elapsedMs = tools.nowMs() - startedMs;
  return {
    kind: 'imported',
    facts,
    report: { from, counts, programmes: 0, skipped: report.counts, isCut: false, bytes: meter.bytes, remarks: [...remarksOf(report), ...(kept === 0 ? [] : [`${String(kept)} rows are protected; "npm run operator -- drm list" shows them`])], elapsedMs },
  };
}
