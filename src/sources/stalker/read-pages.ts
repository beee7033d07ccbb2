import { AppError, fail, ok } from '#core/base';
import type { CancelSignal, Result } from '#core/base';
import { pageCall, PageWalk } from '#core/stalker';
import type { PortalListKind } from '#core/stalker';
import type { PortalClient } from './portal-client';
import type { PortalJob, ReadPage } from './portal-job';

/** Pages asked for at the same time; more looks like an attack to small portals. */
export const PAGE_LANES = 4;
/** Pages that may wait for a slow one before them. */
const AHEAD_PAGES = 12;
/** Pages of one list: at the usual 14 rows a page, 42,000 titles and some minutes. The report says what lies beyond. */
export const MAX_PAGES = 3000;
/** Tries of a page. */
const TRIES = 2;

/** A list that is read page by page. */
export interface PagesWish {
  readonly portal: PortalClient;
  readonly kind: PortalListKind;
  /** `*`: everything. */
  readonly category: string;
  /** Where pages are read. */
  readonly job: PortalJob;
  readonly signal: CancelSignal;
  readonly maxPages?: number;
  /** The first page where somebody has asked for it already. */
  readonly first?: Uint8Array;
  /** Each page, when it is in the catalogue. */
  onPage(page: ReadPage): void;
}

/** What reading a list page by page came to. */
export interface PagesOutcome {
  readonly kept: number;
  /** Pages that could not be had, of those that were asked for. */
  readonly missing: number;
  /** Items beyond where it stopped. */
  readonly beyond: number;
  /** Why it ended early; `null` when it did not. What came before is kept. */
  readonly error: AppError | null;
}

type Fetched = Result<Uint8Array, AppError>;

async function fetchPage(wish: PagesWish, page: number): Promise<Fetched> {
  if (page === 1 && wish.first !== undefined) return ok(wish.first);
  let answer: Fetched = fail(new AppError('net.cancelled'));
  for (let round = 0; round < TRIES && !wish.signal.isCancelled; round += 1) {
    answer = await wish.portal.page(pageCall(wish.kind, wish.category, page), wish.signal);
    // A refusal is final: the client has tried with a new token.
    if (answer.ok || !answer.error.canRetry) return answer;
  }
  return answer;
}

/** Whether an error ends the whole list instead of costing one page. */
function isFinal(error: AppError): boolean {
  return error.code === 'net.cancelled' || error.code.indexOf('source.') === 0 || error.code === 'http.rate-limited' || error.code === 'http.forbidden';
}

class PageRun {
  readonly walk: PageWalk;
  kept = 0;
  error: AppError | null = null;
  private readonly waiting = new Map<number, Fetched>();
  private sleepers: (() => void)[] = [];
  private turn = 1;
  private isReading = false;
  private hasThrown = false;

  constructor(private readonly wish: PagesWish) {
    this.walk = new PageWalk({ maxPages: wish.maxPages ?? MAX_PAGES, aheadPages: AHEAD_PAGES });
  }

  /** Fetches pages as long as there are any to ask for; pages go into the catalogue in their order, whichever comes first. */
  async lane(): Promise<void> {
    while (!this.isOver) {
      const page = this.walk.next();
      if (page === 0) {
        // Another lane's page decides how it goes on.
        await new Promise<void>((resolve) => this.sleepers.push(resolve));
        continue;
      }
      this.waiting.set(page, await fetchPage(this.wish, page));
      await this.takeTurns();
    }
  }

  get isOver(): boolean {
    return this.walk.isOver || this.error !== null || this.hasThrown || this.wish.signal.isCancelled;
  }

  /** Reads pages whose turn it is, one at a time: while one lane does, the others go on fetching. */
  private async takeTurns(): Promise<void> {
    if (this.isReading) return;
    this.isReading = true;
    try {
      for (let fetched = this.waiting.get(this.turn); fetched !== undefined && !this.isOver; fetched = this.waiting.get(this.turn)) {
        this.waiting.delete(this.turn);
        this.turn += 1;
        if (fetched.ok) await this.read(fetched.value);
        else this.lose(fetched.error);
        this.wake();
      }
    } catch (error) {
      this.hasThrown = true;
      throw error;
    } finally {
      this.isReading = false;
      this.wake();
    }
  }

  private wake(): void {
    const woken = this.sleepers;
    this.sleepers = [];
    for (const wake of woken) wake();
  }

  private async read(bytes: Uint8Array): Promise<void> {
    const { kind, job, onPage } = this.wish;
    const end = await job.read(kind, bytes);
    if (end.kind !== 'page') {
      this.lose(end.kind === 'failed' ? end.error : new AppError('source.malformed', { facts: { what: 'page' } }));
      return;
    }
    const { page } = end;
    this.kept += page.kept;
    this.walk.took({ rows: page.rows, kept: page.kept, totalItems: page.totalItems, pageItems: page.pageItems });
    onPage(page);
  }

  private lose(error: AppError): void {
    this.walk.took(null);
    if (isFinal(error) || this.walk.isBroken) this.error = error;
  }
}

/** Reads a list page by page, some at a time, into the catalogue. Never fails as a whole: what could be had is kept, the rest told; throws only what the job throws. */
export async function readPages(wish: PagesWish): Promise<PagesOutcome> {
  const run = new PageRun(wish);
  const thrown: unknown[] = [];
  const lane = (): Promise<unknown> => run.lane().catch((error: unknown) => thrown.push(error));
  // No request is under way any more when it ends, however it does.
  await Promise.all(Array.from({ length: PAGE_LANES }, lane));
  if (thrown.length > 0) throw thrown[0];
  const { walk, kept } = run;
  const error = wish.signal.isCancelled ? new AppError('net.cancelled') : run.error;
  return { kept, missing: walk.missing, beyond: walk.beyondItems, error };
}
