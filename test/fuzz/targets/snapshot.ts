import type { SourceId } from '#core/base';
import { createCatalogBuilder, decodeSnapshot, encodeSnapshot } from '#core/catalog';
import { createGuideBuilder, decodeGuide, encodeGuide } from '#core/guide';
import type { FuzzRandom } from '../fuzz-random';
import type { FuzzTarget } from '../fuzz-target';

function catalogChunks(): readonly Uint8Array[] {
  const builder = createCatalogBuilder({ sourceId: 'fuzz' as SourceId });
  const news = builder.category('channel', 'News');
  for (let i = 0; i < 20; i += 1) builder.addChannel({ nativeId: i % 2 === 0 ? String(i) : '', name: `Channel ${String(i)}`, logo: `http://l/${String(i)}.png`, categories: [news], stream: { url: `http://h/${String(i)}.ts` } });
  return encodeSnapshot(builder.finish());
}

function guideChunks(): readonly Uint8Array[] {
  const builder = createGuideBuilder({ nowMs: 0 });
  for (let i = 0; i < 20; i += 1) builder.addProgramme('a', { startMs: i * 3_600_000, stopMs: (i + 1) * 3_600_000, title: `P ${String(i)}`, description: 'text' });
  return encodeGuide(builder.finish());
}

const KEPT = { catalog: catalogChunks(), guide: guideChunks() };

/** Puts the input's bytes over a stored snapshot: pairs of place and value, or the input alone. */
function torn(chunks: readonly Uint8Array[], input: Uint8Array): readonly Uint8Array[] {
  const [control = 0] = input;
  if (control === 0) return [input.slice(1)];
  const copies = chunks.map((chunk) => chunk.slice());
  if (control === 1) return copies.slice(0, (input[1] ?? 0) % copies.length);
  for (let at = 1; at + 2 < input.length; at += 3) {
    const chunk = copies[(input[at] ?? 0) % copies.length];
    if (chunk === undefined || chunk.length === 0) continue;
    const place = (((input[at] ?? 0) << 8) | (input[at + 1] ?? 0)) % chunk.length;
    chunk[place] = (chunk[place] ?? 0) ^ (input[at + 2] ?? 0);
  }
  if (control === 2) copies.reverse();
  return copies;
}

function isSame(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((chunk, index) => chunk.length === b[index]?.length && Buffer.compare(chunk, b[index] ?? chunk) === 0);
}

/** Stored catalogues and guides with bytes changed: read only when nothing was. */
export const snapshotTarget: FuzzTarget = {
  name: 'snapshot',
  run(input) {
    const isGuide = input.length % 2 === 1;
    const kept = isGuide ? KEPT.guide : KEPT.catalog;
    const chunks = torn(kept, input);
    const read = isGuide ? decodeGuide(chunks) : decodeSnapshot(chunks);
    if (read.ok && !isSame(chunks, kept)) throw new Error('a changed snapshot was taken for a whole one');
    return read.ok ? read.value.revision : `${read.error.code} ${JSON.stringify(read.error.facts)}`;
  },
  seeds: ['\u0003', '\u0003\u0001\u0002\u0003', '\u0000HRTC', '\u0001\u0001', '\u0002', '\u0003\u0000\u0005\u0001', '\u0000HRTG\u0001\u0000\u0000\u0000'],
  dictionary: ['HRTC', 'HRTG', '\u0000', '\u0001', '\u0003', '{"meta":', '[]', 'u32', '\u0001\u0000\u0000\u0000'],
  generate: (random: FuzzRandom) => String.fromCharCode(random.below(5)) + random.many(0, 9, () => String.fromCharCode(random.below(128))),
};
