import { AppError, fail, ok, parseItemKey, runInSlices } from '#core/base';
import type { CancelSignal, ItemKey, Result, Steps } from '#core/base';
import { EMPTY_CATALOG } from '#core/catalog';
import type { CatalogSnapshot, GuideReader } from '#core/catalog';
import { EMPTY_GUIDE } from '#core/guide';
import type { SiftedCatalog } from '#core/parental';
import { batch, signal } from '#core/state';
import type { ClockPort } from '#ports';

/** What a profile may not see, as the catalogue carries it out. */
export interface CatalogSift {
  /** The catalogue as the profile sees it. */
  steps(catalog: CatalogSnapshot): Steps<SiftedCatalog>;
  guide(guide: GuideReader): GuideReader;
  /** Something locked is about to be played. Resolves `true` when the PIN has opened it. */
  ask(key: ItemKey): Promise<boolean>;
}

/** A viewer's own line-up, as the catalogue carries it out. */
export interface CatalogArranger {
  /** The catalogue with the line-up; row numbers of it stay as they are. */
  steps(catalog: CatalogSnapshot): Steps<CatalogSnapshot>;
}

/** What the view needs. */
export interface SiftedViewDeps {
  readonly clock: ClockPort;
  /** Ends with the app. */
  readonly signal: CancelSignal;
}

/**
 * The last step before anybody reads the catalogue: hands it out whole, or as the profile may see it. There is no way round it: lists,
 * look-ups, details and addresses to play all begin here. While a sift is worked out the former view stays; a view that cannot be worked
 * out is an empty one.
 */
export class SiftedView {
  readonly catalog = signal<CatalogSnapshot>(EMPTY_CATALOG);
  readonly guide = signal<GuideReader>(EMPTY_GUIDE);
  /** As the profile may see it, without its line-up: what that is made from. */
  readonly plain = signal<CatalogSnapshot>(EMPTY_CATALOG);
  private readonly deps: SiftedViewDeps;
  private whole: CatalogSnapshot = EMPTY_CATALOG;
  private wholeGuide: GuideReader = EMPTY_GUIDE;
  private sift: CatalogSift | 'closed' | null = null;
  private sifted: SiftedCatalog | null = null;
  private arranger: CatalogArranger | null = null;
  private veil: ((guide: GuideReader) => GuideReader) | null = null;
  private run = 0;

  constructor(deps: SiftedViewDeps) {
    this.deps = deps;
  }

  /** Replaces the catalogue. */
  show(whole: CatalogSnapshot): void {
    this.whole = whole;
    void this.refresh();
  }

  /** Replaces the guide. */
  showGuide(guide: GuideReader): void {
    this.wholeGuide = guide;
    const sifted = this.sift === null || this.sift === 'closed' ? guide : this.sift.guide(guide);
    this.guide.value = this.veil === null ? sifted : this.veil(sifted);
  }

  /** From now on the guide is read through this, after all else; `null`: as it is. */
  veilGuide(veil: ((guide: GuideReader) => GuideReader) | null): void {
    if (veil === this.veil) return;
    this.veil = veil;
    this.showGuide(this.wholeGuide);
  }

  /** From now on the catalogue is seen like this; `closed`: as an empty one. Resolves when it is. Never rejects. */
  use(sift: CatalogSift | 'closed' | null): Promise<void> {
    this.sift = sift;
    let done = Promise.resolve();
    batch(() => {
      done = this.refresh();
      this.showGuide(this.wholeGuide);
    });
    return done;
  }

  /** From now on the catalogue is seen with this line-up. Resolves when it is. Never rejects. */
  arrange(arranger: CatalogArranger | null): Promise<void> {
    if (arranger === this.arranger) return Promise.resolve();
    this.arranger = arranger;
    return this.refresh();
  }

  /** Fails with `parental.locked` when what is to be played is locked and the PIN does not open it. */
  async admit(key: ItemKey): Promise<Result<void, AppError>> {
    const { sift, sifted } = this;
    if (sift === null) return ok(undefined);
    const kind = parseItemKey(key)?.kind;
    // An episode is locked with its series, whose detail is where episodes come from.
    if (kind === 'episode') {
      const row = this.whole.seriesRowOfEpisode(key);
      const series = row < 0 ? null : this.whole.series(row);
      return series === null ? ok(undefined) : this.admit(series.key);
    }
    const isLocked = sift === 'closed' || (kind !== undefined && sifted?.isLocked(kind, key) === true);
    if (!isLocked) return ok(undefined);
    const isOpen = sift !== 'closed' && this.whole.rowOf(kind ?? 'channel', key) >= 0 && (await sift.ask(key));
    return isOpen ? ok(undefined) : fail(new AppError('parental.locked'));
  }

  private async refresh(): Promise<void> {
    this.run += 1;
    const { run, sift, whole } = this;
    if (sift === null || sift === 'closed') {
      this.sifted = null;
      await this.finish(sift === null ? whole : EMPTY_CATALOG, run);
      return;
    }
    const next = await this.work(sift, whole);
    if (run !== this.run) return;
    this.sifted = next;
    await this.finish(next ?? EMPTY_CATALOG, run);
  }

  /** A line-up that cannot be carried out leaves the provider's. */
  private async finish(plain: CatalogSnapshot, run: number): Promise<void> {
    const { arranger } = this;
    if (arranger === null) {
      this.put(plain, plain);
      return;
    }
    let arranged = plain;
    try {
      arranged = await runInSlices(this.deps.clock, arranger.steps(plain), this.deps.signal);
    } catch {
      // The app ends.
    }
    if (run === this.run) this.put(arranged, plain);
  }

  private async work(sift: CatalogSift, whole: CatalogSnapshot): Promise<SiftedCatalog | null> {
    try {
      return await runInSlices(this.deps.clock, sift.steps(whole), this.deps.signal);
    } catch {
      // The app ends, or the rules cannot be carried out: nothing is shown rather than everything.
      return null;
    }
  }

  /** The same content keeps the same object, so that nothing is drawn again. */
  private put(next: CatalogSnapshot, plain: CatalogSnapshot): void {
    if (plain.revision !== this.plain.peek().revision) this.plain.value = plain;
    if (next.revision !== this.catalog.peek().revision) this.catalog.value = next;
  }
}
