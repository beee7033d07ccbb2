import { AppError } from '#core/base';
import { errorOf } from '#core/ingest';
import type { IngestResult, PartOutcome } from '#core/ingest';
import type { PortalCategory, PortalListKind } from '#core/stalker';
import type { HttpResponse } from '#ports';
import type { IngestJobHandle } from '#sources/ingest';
import type { ListAnswer } from './portal-client';

/** What a list answer, whole or a page, brought. */
export interface ReadPage {
  /** Objects in it. */
  readonly rows: number;
  /** Rows that went into the catalogue: those not seen before. */
  readonly kept: number;
  /** Why the others did not. */
  readonly skipped: Readonly<Record<string, number>>;
  /** What the portal claims; 0 if nothing. */
  readonly totalItems: number;
  readonly pageItems: number;
  /** Genres without any row; told of the list of all channels only. */
  readonly unfilled: readonly string[];
  /** The answer ended within the list; what came before is kept. */
  readonly isCut: boolean;
}

function answerOf({ problem, report, portal }: PartOutcome): ListAnswer<ReadPage> {
  if (problem !== null) return { kind: 'failed', error: errorOf(problem) };
  if (portal === undefined) return { kind: 'failed', error: new AppError('internal.bug', { message: 'a list without a page' }) };
  if (portal.kind !== 'page') return portal;
  const { rows, totalItems, pageItems, unfilled } = portal;
  return { kind: 'page', page: { rows, totalItems, pageItems, unfilled, kept: report.kept, skipped: report.skipped, isCut: report.isCut } };
}

/** The lists of one portal on their way into the program; one at a time. What it throws ends the refresh. */
export class PortalJob {
  constructor(private readonly job: IngestJobHandle) {}

  /** Announces genres or categories; before their rows. */
  announce(list: PortalListKind, categories: readonly PortalCategory[]): void {
    this.job.say({ what: 'portal-categories', list, categories });
  }

  /** Asks for the rows so far as a preview. */
  askPreview(): void {
    this.job.say({ what: 'first-rows' });
  }

  /** Reads the list of everything as it arrives. One that breaks off is a failure. */
  async readAll(list: PortalListKind, response: HttpResponse): Promise<ListAnswer<ReadPage>> {
    const fed = await this.job.feed({ what: 'portal-list', list, isAll: true, isPeek: false }, response);
    return fed.broken === null ? answerOf(fed) : { kind: 'failed', error: fed.broken };
  }

  /** Reads a page, whose bytes are gone afterwards. */
  async read(list: PortalListKind, bytes: Uint8Array): Promise<ListAnswer<ReadPage>> {
    return answerOf(await this.job.feedBytes({ what: 'portal-list', list, isAll: false, isPeek: false }, bytes));
  }

  /** How many items a page says or shows there are; it is read when its turn comes. */
  async peek(list: PortalListKind, bytes: Uint8Array): Promise<number> {
    const answer = answerOf(await this.job.feedBytes({ what: 'portal-list', list, isAll: false, isPeek: true }, bytes.slice()));
    return answer.kind === 'page' ? Math.max(answer.page.totalItems, answer.page.rows) : 0;
  }

  /** Seals the catalogue. */
  end(): Promise<IngestResult> {
    return this.job.end();
  }
}
