import { NEVER_CANCELLED, runInSlices } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import type { ColumnarCatalog } from '#core/catalog';
import { buildVersionIndexSteps, orderVersions, readVersionTraits, VersionScanner } from '#core/versions';
import type { VersionIndex, VersionTraits } from '#core/versions';
import type { CatalogModel } from '#model/catalog';
import type { ClockPort } from '#ports';

/** More are not tried by themselves: each costs seconds, and the best come first. */
const MOST_VERSIONS = 3;

/** What has versions: an index over films of a large catalogue is made only when a film is lost. */
export type VersionedKind = 'channel' | 'movie';

/** What the finder works with. */
export interface VersionFinderDeps {
  readonly catalog: CatalogModel;
  readonly clock: ClockPort;
  sourceIds(): readonly SourceId[];
}

/** One source's catalogue and where its rows stand in the index. */
interface IndexedPart {
  readonly catalog: ColumnarCatalog;
  readonly firstRow: number;
}

interface BuiltIndex {
  readonly kind: VersionedKind;
  readonly revision: string;
  readonly parts: readonly IndexedPart[];
  readonly index: VersionIndex;
}

/** Finds other versions of a channel or film over all sources, in slices between frames; keeps the last index while its catalogues stand. */
export class VersionFinder {
  private readonly deps: VersionFinderDeps;
  private readonly scanner = new VersionScanner();
  private built: BuiltIndex | null = null;

  constructor(deps: VersionFinderDeps) {
    this.deps = deps;
  }

  /**
   * Other versions, the one a viewer would want first: same language as what was chosen, then quality, backups last. What is for adults
   * stands for nothing that is not. At most {@link MOST_VERSIONS}; empty when the catalogue is not whole yet. Never rejects for missing rows.
   */
  async find(kind: VersionedKind, key: ItemKey): Promise<readonly ItemKey[]> {
    const { parts, index } = await this.indexOf(kind);
    const own = rowOf(parts, kind, key);
    if (own === null) return [];
    const traits: VersionTraits[] = [];
    for (const row of index.versions(own)) {
      const part = partOf(parts, row);
      if (row === own || part === null || isAdult(part, kind, row) !== isAdult(partOf(parts, own), kind, own)) continue;
      const read = readVersionTraits(part.catalog, kind, row - part.firstRow, this.scanner);
      if (read !== null) traits.push({ ...read, row });
    }
    const home = partOf(parts, own);
    const chosen = home === null ? null : readVersionTraits(home.catalog, kind, own - home.firstRow, this.scanner);
    const ordered = orderVersions(traits, { languages: chosen === null || chosen.language === '' ? [] : [chosen.language] });
    const keys: ItemKey[] = [];
    for (const { row } of ordered.slice(0, MOST_VERSIONS)) {
      const found = keyOf(partOf(parts, row), kind, row);
      if (found !== null) keys.push(found);
    }
    return keys;
  }

  private async indexOf(kind: VersionedKind): Promise<BuiltIndex> {
    const { catalog, clock, sourceIds } = this.deps;
    const parts: IndexedPart[] = [];
    let firstRow = 0;
    for (const id of sourceIds()) {
      const own = catalog.catalogOf(id);
      if (own === null) continue;
      parts.push({ catalog: own, firstRow });
      firstRow += own.count(kind);
    }
    const revision = parts.map((part) => part.catalog.revision).join('+');
    if (this.built !== null && this.built.kind === kind && this.built.revision === revision) return this.built;
    const steps = buildVersionIndexSteps(
      kind,
      parts.map((part) => ({ data: part.catalog.data, firstRow: part.firstRow })),
      this.scanner,
    );
    const built = { kind, revision, parts, index: await runInSlices(clock, steps, NEVER_CANCELLED) };
    this.built = built;
    return built;
  }
}

function partOf(parts: readonly IndexedPart[], row: number): IndexedPart | null {
  for (let i = parts.length - 1; i >= 0; i -= 1) {
    const part = parts[i];
    if (part !== undefined && row >= part.firstRow) return part;
  }
  return null;
}

function rowOf(parts: readonly IndexedPart[], kind: VersionedKind, key: ItemKey): number | null {
  for (const part of parts) {
    const row = part.catalog.rowOf(kind, key);
    if (row !== -1) return row + part.firstRow;
  }
  return null;
}

function keyOf(part: IndexedPart | null, kind: VersionedKind, row: number): ItemKey | null {
  if (part === null) return null;
  const own = row - part.firstRow;
  return (kind === 'channel' ? part.catalog.channel(own) : part.catalog.movie(own))?.key ?? null;
}

/** Films carry no mark of their own; their categories are the viewer's choice before anything is played. */
function isAdult(part: IndexedPart | null, kind: VersionedKind, row: number): boolean {
  return part !== null && kind === 'channel' && part.catalog.channel(row - part.firstRow)?.isAdult === true;
}
