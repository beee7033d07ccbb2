import { DAY_MS, HOUR_MS } from '#core/base';
import { foldWords } from '#core/text';
import type { CatalogStore, ChannelRow, ProgrammeRow, RecordingRuleRow, RecordingsStore } from '#server/store';
import type { Guide } from '../guide';
import type { Recordings } from './recordings';

/** What the rules are followed with. */
export interface RuleParts {
  readonly recordings: RecordingsStore;
  readonly service: Pick<Recordings, 'wish' | 'jobOf'>;
  readonly guide: Guide;
  readonly catalog: CatalogStore;
  nowMs(): number;
}

/** Guides reach no further. */
const AHEAD_MS = 14 * DAY_MS;
/** A programme that was moved is looked for so far around its time. */
const MOVED_MS = 4 * HOUR_MS;

/** A channel with what its guide has coming, by folded titles. */
interface Coming {
  readonly channel: ChannelRow;
  readonly byTitle: ReadonlyMap<string, readonly ProgrammeRow[]>;
}

/** What rules and wishes of one round need to know; each channel and each account is asked for once. */
class Round {
  private readonly channels = new Map<number, Promise<Coming | null>>();
  private readonly accounts = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(private readonly parts: RuleParts) {}

  /** `null`: the channel is gone. */
  coming(channelId: number): Promise<Coming | null> {
    const known = this.channels.get(channelId) ?? this.readChannel(channelId);
    this.channels.set(channelId, known);
    return known;
  }

  /** Whether the account has this programme recorded already. */
  async isWished(accountId: string, channelId: number, startMs: number): Promise<boolean> {
    const known = this.accounts.get(accountId) ?? this.readAccount(accountId);
    this.accounts.set(accountId, known);
    return (await known).has(placeOf(channelId, startMs));
  }

  private async readChannel(channelId: number): Promise<Coming | null> {
    const { catalog, guide, nowMs } = this.parts;
    const channel = await catalog.channel(channelId);
    if (channel === null) return null;
    const byTitle = new Map<string, ProgrammeRow[]>();
    for (const programme of await guide.ofChannel(channel.guideKey, nowMs(), nowMs() + AHEAD_MS)) {
      const title = foldWords(programme.title);
      const alike = byTitle.get(title);
      if (alike === undefined) byTitle.set(title, [programme]);
      else alike.push(programme);
    }
    return { channel, byTitle };
  }

  private async readAccount(accountId: string): Promise<ReadonlySet<string>> {
    const wishes = await this.parts.recordings.wishes(accountId);
    return new Set(wishes.filter(({ wish }) => wish.refusal === '').map(({ wish }) => placeOf(wish.channelId, wish.startMs)));
  }
}

function placeOf(channelId: number, startMs: number): string {
  return `${String(channelId)}:${String(startMs)}`;
}

async function followRule({ accountId, channelId, titleFolded, id }: RecordingRuleRow, round: Round, parts: RuleParts): Promise<void> {
  const coming = await round.coming(channelId);
  if (coming === null) return;
  for (const programme of coming.byTitle.get(titleFolded) ?? []) {
    // Most were wished for by an earlier round: what the store would say of each is known.
    if (!(await round.isWished(accountId, channelId, programme.startMs))) await parts.service.wish(accountId, coming.channel, programme, id);
  }
}

/** Takes the account's wishes along with programmes the guide has moved meanwhile. */
async function followMoves(accountId: string, round: Round, parts: RuleParts): Promise<void> {
  const nowMs = parts.nowMs();
  const wishes = await parts.recordings.wishes(accountId);
  for (const { wish, job } of wishes) {
    if (job?.state !== 'waiting' || job.attempts > 0 || job.fromMs <= nowMs) continue;
    const coming = await round.coming(wish.channelId);
    const alike = (coming?.byTitle.get(foldWords(wish.title)) ?? []).filter(({ startMs }) => Math.abs(startMs - wish.startMs) <= MOVED_MS);
    const same = alike.find(({ startMs }) => startMs === wish.startMs);
    const to = same ?? (alike.length === 1 ? alike[0] : undefined);
    if (to === undefined || (to.startMs === wish.startMs && to.stopMs === wish.stopMs)) continue;
    const { startMs, stopMs } = to;
    await parts.recordings.move(accountId, wish.id, { startMs, stopMs, job: parts.service.jobOf(accountId, wish.channelId, to) });
  }
}

/** Wishes for what rules ask of the guide, and follows programmes that were moved: of one account, or of all. Again and again: what is wished for stays as it is. */
export async function followRules(parts: RuleParts, accountId?: string): Promise<void> {
  const round = new Round(parts);
  for (const waiting of accountId === undefined ? await parts.recordings.waitingAccounts() : []) await followMoves(waiting, round, parts);
  for (const rule of await parts.recordings.rules(accountId)) await followRule(rule, round, parts);
}
