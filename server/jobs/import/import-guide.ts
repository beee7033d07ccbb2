import { DAY_MS } from '#core/base';
import { createGuideBuilder, createXmltvReader } from '#core/guide';
import type { GuideSnapshot } from '#core/guide';
import type { ImportSession, ProgrammeRow } from '#server/store';
import { conditionsOf, ContentMeter, NOTHING_KNOWN, refuseCut } from './import-outcome';
import type { ContentFacts, ImportOutcome } from './import-outcome';
import type { ImportOrder, ImportTools } from './import-playlist';
import { NO_COUNTS } from './import-report';
import { openConditionally, printableLocation } from './open-bytes';
import { textDecoderFor } from './text-decoder';

/** Programmes handed to the store at once. */
const ROWS_PER_STEP = 2000;
/** Everything a guide says is kept, however old: readers ask for the window they want. */
const ANY_TIME_MS = 20_000 * DAY_MS;

async function writeGuide(session: ImportSession, guide: GuideSnapshot): Promise<number> {
  const channels = guide.channels();
  for (let start = 0; start < channels.length; start += ROWS_PER_STEP) {
    await session.addGuideChannels(channels.slice(start, start + ROWS_PER_STEP).map((channel) => ({ guideKey: channel.id, names: channel.names })));
  }
  let rows: ProgrammeRow[] = [];
  let written = 0;
  for (const channel of channels) {
    for (const programme of guide.between(channel.id, 0, Number.MAX_SAFE_INTEGER)) {
      const { startMs, stopMs, title, subtitle, description, category, picture, age } = programme;
      rows.push({ guideKey: channel.id, startMs, stopMs, title, subtitle, description, category, picture, age });
    }
    if (rows.length < ROWS_PER_STEP) continue;
    written += rows.length;
    await session.addProgrammes(rows);
    rows = [];
  }
  await session.addProgrammes(rows);
  return written + rows.length;
}

/** Imports an XMLTV guide, gzip or plain. The one it replaces stays live until all of the new one is stored. */
export async function importGuide(order: ImportOrder, tools: ImportTools): Promise<ImportOutcome> {
  const startedMs = tools.nowMs();
  const { location, sourceId, known = NOTHING_KNOWN } = order;
  const opened = await openConditionally(location, conditionsOf(known));
  if (opened.kind === 'unchanged') return { kind: 'unchanged', facts: known };
  const { etag, lastModified, charset } = opened;
  const builder = createGuideBuilder({ nowMs: startedMs, pastMs: ANY_TIME_MS, futureMs: ANY_TIME_MS });
  const reader = createXmltvReader(builder, { createDecoder: textDecoderFor, ...(charset === '' ? {} : { charset }) });
  const meter = new ContentMeter();
  for await (const chunk of meter.measure(opened.chunks)) reader.push(chunk);
  const result = reader.end();
  if (!result.ok) throw result.error;
  const facts: ContentFacts = { etag, lastModified, contentMark: meter.mark() };
  if (facts.contentMark === known.contentMark) return { kind: 'unchanged', facts };
  const from = printableLocation(location);
  refuseCut(result.value.isCut, known, from);
  const session = await tools.store.imports.begin({ id: sourceId, kind: 'xmltv', name: from, fingerprint: '' });
  const programmes = await writeGuide(session, builder.finish());
  await session.commit(tools.nowMs());
  const { value: read } = result;
  const skipped = {
    'no-channel': read.noChannel, 'no-start': read.noStart, 'unreadable-time': read.unreadableTime, 'too-long': read.tooLong + read.tooLongChannels,
    unfinished: read.unfinished, doubled: read.kept - programmes,
  };
  const remarks = [`${String(read.channels)} channels described`];
  const elapsedMs = tools.nowMs() - startedMs;
  return {
    kind: 'imported',
    facts,
    report: { from, counts: NO_COUNTS, programmes, skipped, isCut: read.isCut, bytes: meter.bytes, remarks, elapsedMs },
  };
}
