import type { AppError } from '#core/base';
import type { AccountRow, DevicesStore, RightsStore } from '#server/store';
import { decide, standingPlans } from './decide';
import { eventsIn } from './events';
import { titleRightEndMs } from './period';
import { RightsShelf } from './rights-book';
import type { RightsBook, RightsItem } from './rights-book';
import { isForSale, rightsRefusal } from './rights-refusal';
import type { Airing, DenyReason, RightsAction, RightsAnswer, RightsAsset, RightsDevice, RightsSubject } from './rights-types';
import type { StreamPolicy } from '#server/store';

/** Somebody who asks, as an endpoint knows them. */
export interface Asker {
  readonly account: AccountRow;
  /** Highest age rating of the profile that watches, -1 without a limit or without a profile. */
  readonly maxAge: number;
  /** The signed-in device; empty for third-party players. */
  readonly deviceId: string;
  /** ISO 3166-1 alpha-2; empty: not known. */
  readonly country: string;
}

/** How many streams an account may play at once, and what happens with one more. */
export interface StreamLimit {
  /** 0: no limit. */
  readonly most: number;
  readonly policy: StreamPolicy;
}

/** Stands for adult titles in lists: whether any may be named. */
const ADULT_TITLE: RightsAsset = { isAdult: true, age: -1, names: new Set(), bouquetIds: [], offers: [], availability: [] };

/** Whether lists for this account name adult rows. By `decide`, so that lists and details cannot differ. */
export function listsAdult(account: AccountRow, nowMs: number): boolean {
  const subject = { ...account, maxAge: -1, plans: [], titles: [] };
  return decide(subject, null, ADULT_TITLE, 'browse', { nowMs, country: '' }).isAllowed;
}

/** Gathers what `decide` has to know, and asks it. */
export class Rights {
  private readonly shelf: RightsShelf;

  constructor(
    private readonly store: { readonly rights: RightsStore; readonly devices: DevicesStore },
    private readonly nowMs: () => number,
  ) {
    this.shelf = new RightsShelf(store.rights);
  }

  /** What the operator sells and where it may be shown. */
  book(): Promise<RightsBook> {
    return this.shelf.current();
  }

  /** What `decide` says. `item` is `null` when nothing single is meant; `airing`: what is asked for of a channel that is not watched live. */
  async judge(asker: Asker, item: RightsItem | null, action: RightsAction, airing?: Airing): Promise<RightsAnswer> {
    const context = { nowMs: this.nowMs(), country: asker.country, ...(airing === undefined ? {} : { airing }) };
    if (item === null || action === 'browse') {
      // Neither plans nor rentals are asked for here, so they need not be read.
      const subject = { ...asker.account, maxAge: asker.maxAge, plans: [], titles: [] };
      return decide(subject, null, item === null ? null : bare(item), 'browse', context);
    }
    const book = await this.shelf.current();
    const subject = await this.subjectOf(asker, book);
    return decide(subject, await this.deviceOf(asker, subject), book.assetOf(item), action, context);
  }

  /**
   * Tells of rows whether they may be put before somebody who did not ask for them: what the profile may not see, what may not be shown here
   * and now, adult rows and what the account's plans neither hold nor sell are not. Reads what the account has once.
   */
  async offerGate(asker: Asker): Promise<(item: RightsItem) => boolean> {
    const book = await this.shelf.current();
    const subject = await this.subjectOf(asker, book);
    const context = { nowMs: this.nowMs(), country: asker.country };
    return (item) => {
      if (item.isAdult) return false;
      const answer = decide(subject, null, book.assetOf(item), 'play', context);
      return answer.isAllowed || answer.reason === 'rent-first' || answer.reason === 'rental-over';
    };
  }

  /** The error that keeps `asker` from it, or `null`. */
  async refusal(asker: Asker, item: RightsItem | null, action: RightsAction, airing?: Airing): Promise<AppError | null> {
    const answer = await this.judge(asker, item, action, airing);
    return answer.isAllowed ? null : this.refuse(answer.reason, item, airing);
  }

  /** The error of a refusal, with what would open `item` where money does. */
  async refuse(reason: DenyReason, item: RightsItem | null, airing?: Airing): Promise<AppError> {
    if (item === null || !isForSale(reason)) return rightsRefusal(reason);
    const book = await this.shelf.current();
    const nowMs = this.nowMs();
    const events = eventsIn(book.eventsFor(item, nowMs), nowMs, airing);
    // No plan opens an event.
    if (events.length > 0 && reason === 'rent-first') return rightsRefusal(reason, { plans: [], offers: events });
    return rightsRefusal(reason, { plans: book.plansFor(item), offers: book.offersFor(item) });
  }

  /** Starts the watch window of the rented title a permission rests on, at its first play. */
  async noteStart(asker: Asker, answer: RightsAnswer): Promise<void> {
    if (!answer.isAllowed || answer.titleRightId === '') return;
    const rows = await this.store.rights.titleRights(asker.account.id);
    const row = rows.find((right) => right.id === answer.titleRightId);
    if (row === undefined || row.firstPlayAtMs > 0) return;
    const now = this.nowMs();
    await this.store.rights.startTitleRight(row.id, now, titleRightEndMs(row, now));
  }

  /** The account's streams at once: the most generous of its standing plans, else what the account itself says. */
  async streamLimit(account: AccountRow): Promise<StreamLimit> {
    const book = await this.shelf.current();
    const plans = standingPlans({ plans: await this.heldPlans(account.id, book) }, this.nowMs()).map(({ plan }) => plan);
    const best = plans.find((plan) => plan.maxStreams === 0) ?? [...plans].sort((a, b) => b.maxStreams - a.maxStreams)[0];
    if (best !== undefined) return { most: best.maxStreams, policy: best.streamPolicy };
    return { most: account.maxConnections, policy: 'roll-over' };
  }

  private async subjectOf(asker: Asker, book: RightsBook): Promise<RightsSubject> {
    const { account, maxAge } = asker;
    return { ...account, maxAge, plans: await this.heldPlans(account.id, book), titles: await this.store.rights.titleRights(account.id) };
  }

  private async heldPlans(accountId: string, book: RightsBook): Promise<RightsSubject['plans']> {
    const rows = await this.store.rights.subscriptions(accountId);
    return rows.flatMap((subscription) => {
      const plan = book.plans.get(subscription.planId);
      return plan === undefined ? [] : [{ subscription, plan }];
    });
  }

  private async deviceOf(asker: Asker, subject: RightsSubject): Promise<RightsDevice | null> {
    const isLimited = asker.deviceId !== '' && subject.plans.some(({ plan }) => plan.maxDevices > 0);
    if (!isLimited) return null;
    const devices = await this.store.devices.signedIn(asker.account.id);
    const place = devices.findIndex((device) => device.id === asker.deviceId);
    return { place: place < 0 ? devices.length : place };
  }
}

function bare(item: RightsItem): RightsAsset {
  return { ...ADULT_TITLE, isAdult: item.isAdult, age: item.age };
}
