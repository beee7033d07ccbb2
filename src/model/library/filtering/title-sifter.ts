import type { Steps } from '#core/base';
import { buildTitleFacetsSteps } from '#core/catalog';
import type { CatalogReader, ColumnarCatalog, FacetChoice, FacetCounts, Row, RowList, TitleFacets } from '#core/catalog';
import { buildVersionIndexSteps, VersionScanner } from '#core/versions';
import type { VersionIndex } from '#core/versions';
import type { TitleSifter } from '../title-sifter-contract';

/** Facets and versions of all titles of a kind. */
class Sifter implements TitleSifter {
  constructor(
    private readonly revision: string,
    private readonly facets: TitleFacets,
    private readonly index: VersionIndex,
  ) {}

  fits(reader: CatalogReader): boolean {
    // What a profile may not see, and other views, are written behind it.
    return reader.revision === this.revision || reader.revision.indexOf(`${this.revision}|`) === 0;
  }

  narrow(rows: RowList, choice: FacetChoice): RowList {
    return this.index.merged(rows, this.facets.filterOf(choice));
  }

  count(rows: RowList, choice: FacetChoice): FacetCounts {
    return this.facets.count(rows, choice, this.index);
  }

  versions(row: Row): readonly Row[] {
    return this.index.hasOthers(row) ? this.index.versions(row) : [];
  }
}

/** Reads facets and versions of `parts`, the catalogues of all sources in the order their rows stand in. About a second for 200,000 titles on a desk computer. */
export function* buildTitleSifter(kind: 'movie' | 'series', parts: readonly ColumnarCatalog[]): Steps<TitleSifter> {
  const scanner = new VersionScanner();
  let firstRow = 0;
  const placed = parts.map((part) => {
    const place = { data: part.data, firstRow };
    firstRow += part.count(kind);
    return place;
  });
  const facets = yield* buildTitleFacetsSteps(kind, placed, scanner);
  const index = yield* buildVersionIndexSteps(kind, placed, scanner);
  return new Sifter(parts.map((part) => part.revision).join('+'), facets, index);
}
