import type { SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';

/** The one source of the page. */
export const SOURCE = 'soak' as SourceId;
const CATEGORIES = 60;
/** Enough rows for a preview of its own and a dozen transactions, no more: most of a round's time goes into making and comparing them. */
const LEAST_ROWS = 15_000;
const ROW_STEP = 900;
const SIZES = 6;

/** The catalogue with a number: every row names it, neighbours differ in size too. The same number gives the same bytes. */
export function numberedCatalog(number: number): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: SOURCE });
  const name = `catalogue ${String(number)}`;
  for (let i = 0; i < CATEGORIES; i += 1) builder.category('channel', `Group ${String(i)} of ${name}`);
  const rows = LEAST_ROWS + (number % SIZES) * ROW_STEP;
  for (let row = 0; row < rows; row += 1) {
    builder.addChannel({
      nativeId: String(row + 1),
      name: `Channel ${String(row)} of ${name}`,
      number: row + 1,
      logo: `http://pictures.example/of-${String(number)}/${`${String(row)}-`.repeat(24)}.png`,
      guideKey: `channel${String(row)}.${String(number)}.example`,
      categories: [(row * 7) % CATEGORIES],
      stream: { url: `http://streams.example/live/${String(number)}/channel-${String(row)}.ts` },
    });
  }
  return builder.finish();
}

/** The number a catalogue was made for, -1 for one that names none. */
export function numberOf(catalog: { channel(row: number): { readonly name: string } | null }): number {
  const match = /^Channel 0 of catalogue (\d+)$/.exec(catalog.channel(0)?.name ?? '');
  return match === null ? -1 : Number(match[1]);
}

/** What stands for the search index of the catalogue with a number. */
export function numberedSearch(number: number): readonly Uint8Array[] {
  return [0, 1, 2].map((chunk) => new Uint8Array(100_000).fill((number * 3 + chunk) % 251));
}
