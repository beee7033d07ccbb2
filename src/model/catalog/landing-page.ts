import { AppError } from '#core/base';
import type { CancelSignal } from '#core/base';
import { signal } from '#core/state';
import { parseWireHome } from '#core/wire';
import type { LogPort, StoragePort } from '#ports';
import type { Source } from '#sources/source';
import { readStored, writeStored } from '#sources/storage';
import type { LandingState } from './catalog-model';

const LANDING_PREFIX = 'landing.';

/** What the landing page needs. */
export interface LandingDeps {
  readonly storage: StoragePort;
  readonly log: LogPort;
  readonly signal: CancelSignal;
}

/** The operator's landing page: asked of the platform, kept for the next start. */
export class LandingPage {
  readonly state = signal<LandingState>({ kind: 'unknown' });
  private readonly deps: LandingDeps;
  private sources: readonly Source[] = [];

  constructor(deps: LandingDeps) {
    this.deps = deps;
  }

  /** The sources in use; call it inside a batch. */
  useSources(sources: readonly Source[]): void {
    this.sources = sources;
    const { value: known } = this.state;
    if (known.kind === 'known' && !sources.some((source) => source.id === known.landing.sourceId)) this.state.value = { kind: 'unknown' };
    if (sources.length > 0 && this.source() === null) this.state.value = { kind: 'none' };
  }

  /** Reads what was kept. */
  async loadStored(): Promise<void> {
    const source = this.source();
    if (source === null || this.state.peek().kind === 'known') return;
    const home = parseWireHome(await readStored(this.deps.storage, this.deps.log, LANDING_PREFIX + source.id));
    if (home.ok && this.source() === source) this.state.value = { kind: 'known', landing: { sourceId: source.id, home: home.value } };
  }

  /** Asks the platform. Never rejects: what cannot be read stays as it was. */
  async refresh(): Promise<void> {
    const source = this.source();
    if (source === null) {
      if (this.sources.length > 0) this.state.value = { kind: 'none' };
      return;
    }
    const answer = await source.landing(this.deps.signal);
    if (this.deps.signal.isCancelled || this.source() !== source) return;
    if (!answer.ok || answer.value === null) {
      // Without any word of the operator the rows are computed here; a page known from before stays.
      if (this.state.peek().kind === 'unknown') this.state.value = { kind: 'none' };
      return;
    }
    const home = answer.value;
    const known = this.state.peek();
    if (known.kind === 'known' && JSON.stringify(known.landing.home) === JSON.stringify(home)) return;
    this.state.value = { kind: 'known', landing: { sourceId: source.id, home } };
    try {
      await writeStored(this.deps.storage, LANDING_PREFIX + source.id, home);
    } catch (error) {
      this.deps.log.write('warn', 'landing page not kept', { reason: error instanceof AppError ? error.code : 'unknown' });
    }
  }

  private source(): Source | null {
    return this.sources.find((source) => source.kind === 'platform') ?? null;
  }
}
