import { DAY_MS } from '#core/base';
import { createGuideBuilder, createXmltvReader } from '#core/guide';
import type { GuideSnapshot } from '#core/guide';
import type { ImportSession, ProgrammeRow } from '#server/store';
import { NO_COUNTS } from './import-report';
import type { ImportReport } from './import-report';
import type { ImportOrder, ImportTools } from './import-playlist';
import { openBytes, printableLocation } from './open-bytes';
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
export async function importGuide(order: ImportOrder, tools: ImportTools): Promise<ImportReport> {
  const startedMs = tools.nowMs();
  const builder = createGuideBuilder({ nowMs: startedMs, pastMs: ANY_TIME_MS, futureMs: ANY_TIME_MS });
  const reader = createXmltvReader(builder, { createDecoder: textDecoderFor });
  for await (const chunk of openBytes(order.location)) reader.push(chunk);
  const result = reader.end();
  if (!result.ok) throw result.error;
  const { channels, programmes: seen, unreadable, tooLong, isCut } = result.value;
  const from = printableLocation(order.location);
  const session = await tools.store.imports.begin({ id: order.sourceId, kind: 'xmltv', name: from, fingerprint: '' });
  const programmes = await writeGuide(session, builder.finish());
  await session.commit(tools.nowMs());
  const doubles = seen - unreadable - tooLong - programmes;
  const remarks = [
    `${String(channels)} channels described`,
    ...(doubles > 0 ? [`${String(doubles)} programmes given twice left out`] : []),
    ...(unreadable > 0 ? [`${String(unreadable)} programmes without a readable start or channel left out`] : []),
    ...(tooLong > 0 ? [`${String(tooLong)} elements longer than 1 MB left out`] : []),
    ...(isCut ? ['the guide ends in the middle; what came before is kept'] : []),
  ];
  return { from, counts: NO_COUNTS, programmes, remarks, elapsedMs: tools.nowMs() - startedMs };
}
