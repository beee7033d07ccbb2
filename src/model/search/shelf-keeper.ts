import { createCancelSource, MINUTE_MS, runInSlices, toAppError } from '#core/base';
import type { CancelSource, Disposer, SourceId, Steps } from '#core/base';
import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { ClockPort, LogPort } from '#ports';
import type { CatalogModel } from '#model/catalog';
import { fileShelf, guideKeysSteps, loadedGuideSteps, loadedShelf, programmeIndexSteps, renamedShelfSteps, rewiredChannels, titleIndexSteps } from './read-shelves';
import type { WindowChannels } from './read-shelves';
import { NO_SHELVES, RENAMED } from './shelves';
import type { GuideKeys, ProgrammeShelf, Shelves, TitleShelf } from './shelves';

/** After the page is left, indexes stay this long: viewers come back with the next idea. */
const KEEP_MS = 5 * MINUTE_MS;

/** What indexes are made from. */
export interface ShelfDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly catalog: CatalogModel;
  /** Sources in use, in their order. */
  sources(): readonly SourceId[];
  /** Searches what is there, so that the engine knows how when the viewer does. */
  warm(shelves: Shelves): Steps<void>;
}

/** Keeps an index of every catalogue and guide there is: reads the stored ones, builds the others between frames. */
export class ShelfKeeper {
  private readonly state = signal<Shelves>(NO_SHELVES);
  private readonly preparing = signal(false);
  private readonly deps: ShelfDeps;
  private readonly guideKeys = new Map<SourceId, GuideKeys>();
  private life: CancelSource = createCancelSource();
  private running: Promise<void> | null = null;
  private isStale = false;
  private loadedRevision = '';
  private renamedRevision = '';
  private isWarm = false;
  private stopResting: Disposer = () => undefined;

  constructor(deps: ShelfDeps) {
    this.deps = deps;
  }

  /** What can be searched. */
  get shelves(): ReadonlySignal<Shelves> {
    return this.state;
  }

  /** Whether titles of some source are not searched yet, because they are being read. */
  get isPreparing(): ReadonlySignal<boolean> {
    return this.preparing;
  }

  /** Brings everything up to date; calls while it runs make it look once more. Never rejects. */
  prepare(): Promise<void> {
    this.stopResting();
    this.isStale = true;
    this.running ??= this.run();
    return this.running;
  }

  /** Nobody searches: everything is let go of after some minutes. */
  rest(): void {
    this.stopResting();
    this.stopResting = this.deps.clock.after(KEEP_MS, () => {
      this.dispose();
    });
  }

  /** Ends what runs and lets go of everything; {@link prepare} begins anew. */
  dispose(): void {
    this.stopResting();
    this.life.cancel();
    this.life = createCancelSource();
    this.guideKeys.clear();
    this.loadedRevision = '';
    this.renamedRevision = '';
    this.state.value = NO_SHELVES;
  }

  private async run(): Promise<void> {
    this.preparing.value = this.deps.sources().some((id) => this.titlesOf(id) === null);
    while (this.isStale) {
      this.isStale = false;
      try {
        await this.look();
      } catch (error) {
        const { code, message } = toAppError(error);
        if (code !== 'net.cancelled') this.deps.log.write('error', 'search index not made', { reason: message });
      }
    }
    // In the same breath as the last look at the mark: a call that comes now begins anew.
    this.running = null;
    this.preparing.value = false;
  }

  private async look(): Promise<void> {
    const { catalog } = this.deps;
    await catalog.whole();
    const ids = this.deps.sources();
    this.put({
      titles: this.state.peek().titles.filter(({ sourceId }) => sourceId === RENAMED || ids.indexOf(sourceId) !== -1),
      programmes: this.state.peek().programmes.filter(({ sourceId }) => sourceId === null || ids.indexOf(sourceId) !== -1),
    });
    for (const id of ids) await this.lookAtTitles(id);
    await this.lookAtRenamed();
    for (const id of ids) await this.lookAtGuides(id);
    await this.lookAtWindows(ids);
    if (this.isWarm || this.state.peek().titles.length === 0) return;
    this.isWarm = true;
    this.preparing.value = false;
    await this.slices(this.deps.warm(this.state.peek()));
  }

  private async lookAtTitles(id: SourceId): Promise<void> {
    const catalog = this.deps.catalog.catalogOf(id);
    const known = this.titlesOf(id);
    // First rows only: they have no index, and what is known of the last catalogue still opens.
    if (catalog === null || known?.catalog.revision === catalog.revision) return;
    const chunks = await this.deps.catalog.readSearchChunks(id);
    const index = await this.slices(titleIndexSteps(catalog, chunks));
    this.putTitles(id, { sourceId: id, catalog, index });
  }

  private async lookAtRenamed(): Promise<void> {
    const reader = this.deps.catalog.catalog.peek();
    if (reader.revision === this.renamedRevision) return;
    this.putTitles(RENAMED, await this.slices(renamedShelfSteps(reader)));
    this.renamedRevision = reader.revision;
  }

  /** Puts a shelf in the place of the one of that source, in the order of the sources. */
  private putTitles(id: SourceId, shelf: TitleShelf | null): void {
    const order = this.deps.sources().concat(RENAMED);
    const titles = this.state.peek().titles.filter(({ sourceId }) => sourceId !== id).concat(shelf ?? []);
    titles.sort((a, b) => order.indexOf(a.sourceId) - order.indexOf(b.sourceId));
    this.put({ ...this.state.peek(), titles });
  }

  private async lookAtGuides(id: SourceId): Promise<void> {
    const titles = this.titlesOf(id);
    const guides = this.deps.catalog.guidesOf(id);
    if (titles === null) return;
    if (this.guideKeys.get(id)?.revision !== titles.catalog.revision) this.guideKeys.set(id, await this.slices(guideKeysSteps(titles.catalog)));
    const keys = this.guideKeys.get(id);
    if (keys === undefined) return;
    const known = this.state.peek().programmes.filter(({ sourceId }) => sourceId === id);
    const others = this.state.peek().programmes.filter(({ sourceId }) => sourceId !== id);
    if (guides.length === 0 && known.length === 0) return;
    const chunks = guides.every((guide) => known.some((shelf) => shelf.guide.revision === guide.revision)) ? [] : await this.deps.catalog.readGuideSearchChunks(id);
    const rewired = rewiredChannels(this.deps.catalog.catalog.peek());
    const shelves: ProgrammeShelf[] = [];
    for (const [place, guide] of guides.entries()) {
      const index = known.find((shelf) => shelf.guide.revision === guide.revision)?.index ?? (await this.slices(programmeIndexSteps(guide, chunks[place] ?? null)));
      shelves.push(fileShelf(titles, keys, guide, index, rewired));
    }
    this.put({ ...this.state.peek(), programmes: shelves.concat(others) });
  }

  /** Programmes that were fetched for channels in view, where sources have no guide file. */
  private async lookAtWindows(ids: readonly SourceId[]): Promise<void> {
    const { catalog, clock } = this.deps;
    const reader = catalog.guide.peek();
    if (reader.revision === this.loadedRevision) return;
    const windows: WindowChannels[] = [];
    for (const id of ids) {
      const titles = this.titlesOf(id);
      const keys = this.guideKeys.get(id);
      if (titles !== null && keys !== undefined) windows.push({ catalog: titles.catalog, keys, files: catalog.guidesOf(id) });
    }
    const guide = await this.slices(loadedGuideSteps(windows, catalog.catalog.peek(), reader, clock.nowMs()));
    const shelves = guide === null ? [] : [loadedShelf(guide, await this.slices(programmeIndexSteps(guide, null)))];
    this.loadedRevision = reader.revision;
    this.put({ ...this.state.peek(), programmes: this.state.peek().programmes.filter(({ sourceId }) => sourceId !== null).concat(shelves) });
  }

  private titlesOf(id: SourceId): TitleShelf | null {
    return this.state.peek().titles.find(({ sourceId }) => sourceId === id) ?? null;
  }

  private put(shelves: Shelves): void {
    const before = this.state.peek();
    const isSame =
      shelves.titles.length === before.titles.length &&
      shelves.programmes.length === before.programmes.length &&
      shelves.titles.every((shelf, place) => shelf === before.titles[place]) &&
      shelves.programmes.every((shelf, place) => shelf === before.programmes[place]);
    if (!isSame) this.state.value = shelves;
  }

  private slices<T>(steps: Steps<T>): Promise<T> {
    return runInSlices(this.deps.clock, steps, this.life.signal);
  }
}
