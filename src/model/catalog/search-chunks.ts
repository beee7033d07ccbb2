import type { SourceId } from '#core/base';
import type { ColumnarCatalog } from '#core/catalog';
import type { Source } from '#sources/source';
import { loadWriting } from './load-writing';
import type { KeepDeps } from './snapshot-writing';

interface FetchedSearch {
  /** Of the catalogue. */
  readonly revision: string;
  readonly chunks: readonly Uint8Array[];
}

/** Search indexes of catalogues as chunks: those on their way to the store, the stored ones, and those a source has finished. */
export class SearchChunks {
  private readonly deps: KeepDeps;
  /** On their way to the store. */
  private readonly underWay = new Map<SourceId, FetchedSearch>();
  private readonly asked = new Map<string, Promise<readonly Uint8Array[] | null>>();

  constructor(deps: KeepDeps) {
    this.deps = deps;
  }

  /** Hands out an index that came with its catalogue for as long as `work` stores the two. */
  async during(catalog: ColumnarCatalog, chunks: readonly Uint8Array[] | undefined, work: () => Promise<unknown>): Promise<void> {
    const { sourceId } = catalog.data;
    const fetched: FetchedSearch = { revision: catalog.revision, chunks: chunks ?? [] };
    this.underWay.set(sourceId, fetched);
    await work();
    if (this.underWay.get(sourceId) === fetched) this.underWay.delete(sourceId);
  }

  /** The index of a source's present catalogue, which is stored when it has to be fetched; `null`: it has to be built. Never rejects. */
  async read(source: Source, catalog: ColumnarCatalog, mark: string): Promise<readonly Uint8Array[] | null> {
    const { store } = this.deps;
    const { id } = source;
    const { revision } = catalog;
    const known = this.underWay.get(id);
    if (known?.revision === revision && known.chunks.length > 0) return known.chunks;
    const head = await store.head(id);
    const stored = head === null || head.revision !== revision ? null : await store.chunks(id, head, 'search');
    // Stored ones are judged by whoever decodes them, fetched ones before they are stored.
    if (stored !== null || source.searchIndex === undefined || mark === '' || this.deps.signal.isCancelled) return stored;
    const name = `${id} ${revision}`;
    const asking = this.asked.get(name) ?? this.ask(source, catalog, mark).catch(() => null);
    this.asked.set(name, asking);
    const chunks = await asking;
    this.asked.delete(name);
    return chunks;
  }

  private async ask(source: Source, catalog: ColumnarCatalog, mark: string): Promise<readonly Uint8Array[] | null> {
    const { revision } = catalog;
    const writing = await loadWriting(this.deps.store);
    const chunks = (await writing?.fetchSearch(this.deps, source, { mark, revision })) ?? null;
    // Whoever searches need not wait for the store.
    if (chunks !== null) void this.during(catalog, chunks, async () => writing?.addSearch(this.deps, source.id, { revision, chunks }));
    return chunks;
  }
}
