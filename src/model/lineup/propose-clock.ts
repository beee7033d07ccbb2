import { HOUR_MS, NEVER_CANCELLED, runInSlices } from '#core/base';
import type { AppError, SourceId, Steps } from '#core/base';
import type { ChannelRecord, ColumnarCatalog } from '#core/catalog';
import { proposeOffset, splitGuideKey } from '#core/guide';
import type { ColumnarGuide, ComparedGuides, OffsetProposal } from '#core/guide';
import type { ClockPort } from '#ports';
import type { Source } from '#sources/source';

/** Sources with what was read of them. */
export interface ComparedSources {
  catalogOf(sourceId: SourceId): ColumnarCatalog | null;
  guidesOf(sourceId: SourceId): readonly ColumnarGuide[];
  sourceOf(sourceId: SourceId): Source | null;
  keepGuides(guideIds: readonly string[]): Promise<void>;
}

/** What comparing needs. */
export interface ProposeDeps {
  readonly clock: ClockPort;
  readonly guides: ComparedSources;
  sourceIds(): readonly SourceId[];
}

/** Channels that are compared; a panel is asked once for each. */
const MOST_CHANNELS = 8;
/** Channels looked at between two pauses. */
const STEP_CHANNELS = 200;
const PAST_MS = 14 * HOUR_MS;
const FUTURE_MS = 20 * HOUR_MS;

/** An offset that was found, and what the clock of the provider's archive says to it. */
export interface ClockFinding extends OffsetProposal {
  /** `agrees`: the archive has the programmes where the moved guide does. `differs`: where the guide is that would be moved. Absent: that is not told. */
  readonly archive?: 'agrees' | 'differs';
}

interface Pair {
  readonly guide: ComparedGuides['guide'];
  readonly asked: ChannelRecord;
}

/** Guides of channels beside a panel's, and beside the times its archive is asked by. */
interface Compared {
  readonly told: readonly ComparedGuides[];
  readonly archived: readonly ComparedGuides[];
}

/** Keeps the first refusal of a panel: others may still tell. */
class Referees {
  error: AppError | null = null;
  private readonly deps: ProposeDeps;

  constructor(deps: ProposeDeps) {
    this.deps = deps;
  }

  async compare(refereeId: SourceId, pairs: readonly Pair[]): Promise<Compared> {
    const { clock, guides } = this.deps;
    const nowMs = clock.nowMs();
    const channels = pairs.map(({ asked }) => ({ ...asked, guideKey: splitGuideKey(asked.guideKey).key }));
    const answer = await guides.sourceOf(refereeId)?.fetchGuide({ channels, fromMs: nowMs - 2 * HOUR_MS, toMs: nowMs + 8 * HOUR_MS, signal: NEVER_CANCELLED, wantsArchived: true });
    if (answer === undefined) return { told: [], archived: [] };
    if (!answer.ok) {
      this.error = this.error ?? answer.error;
      return { told: [], archived: [] };
    }
    const { programmes, archived } = answer.value;
    const beside = (listed: typeof programmes | undefined): readonly ComparedGuides[] =>
      listed === undefined ? [] : pairs.map(({ guide }, index) => ({ guide, reference: listed.get(channels[index]?.guideKey ?? '') ?? [] }));
    return { told: beside(programmes), archived: beside(archived) };
  }
}

/**
 * By how much the guide of a source should be moved. A guide file is compared with the short guide of its own panel, else with that of another source
 * with channels of the same guide keys; a source that has no file, with the files of others. What the clock of a panel's archive contradicts is not
 * proposed. `null`: there is nothing to compare, or it does not agree. Rejects with the first refusal where nobody else could tell.
 */
export async function proposeClock(deps: ProposeDeps, sourceId: SourceId): Promise<ClockFinding | null> {
  const others = deps.sourceIds().filter((id) => id !== sourceId);
  const referees = new Referees(deps);
  const found = deps.guides.guidesOf(sourceId).length === 0 ? await proposeByFiles(deps, referees, sourceId, others) : await proposeByPanels(deps, referees, sourceId, [sourceId, ...others]);
  if (found === null && referees.error !== null) throw referees.error;
  return found;
}

async function proposeByPanels(deps: ProposeDeps, referees: Referees, sourceId: SourceId, refereeIds: readonly SourceId[]): Promise<ClockFinding | null> {
  for (const id of refereeIds) {
    const pairs = await runInSlices(deps.clock, pairsSteps(deps, sourceId, id));
    if (pairs.length === 0) continue;
    const { told, archived } = await referees.compare(id, pairs);
    const proposal = proposeOffset(told);
    const archive = proposeOffset(archived);
    if (proposal === null) continue;
    if (archive === null) return proposal;
    // A panel that contradicts itself is no witness.
    if (archive.offsetMin === proposal.offsetMin) return { ...proposal, archive: 'agrees' };
  }
  return null;
}

/** The short guide of a panel beside what files of other sources say of its channels: here it is the file that is believed. */
async function proposeByFiles(deps: ProposeDeps, referees: Referees, sourceId: SourceId, others: readonly SourceId[]): Promise<ClockFinding | null> {
  const files = others.reduce<readonly ColumnarGuide[]>((all, id) => all.concat(deps.guides.guidesOf(id)), []);
  const catalog = deps.guides.catalogOf(sourceId);
  const mode = deps.guides.sourceOf(sourceId)?.guideMode ?? 'none';
  if (catalog === null || files.length === 0 || mode === 'none' || mode === 'file') return null;
  const pairs = await runInSlices(deps.clock, filedPairsSteps(deps.clock.nowMs(), catalog, files));
  if (pairs.length === 0) return null;
  const { told, archived } = await referees.compare(sourceId, pairs);
  const turned = (compared: readonly ComparedGuides[]): OffsetProposal | null => proposeOffset(compared.map(({ guide, reference }) => ({ guide: reference, reference: guide })));
  const [proposal, archive] = [turned(told), turned(archived)];
  if (proposal === null || archive === null) return proposal;
  if (archive.offsetMin === 0) return { ...proposal, archive: 'agrees' };
  return archive.offsetMin === proposal.offsetMin ? { ...proposal, archive: 'differs' } : null;
}

/** Channels of a catalogue with what any of the files says of them. */
function* filedPairsSteps(nowMs: number, catalog: ColumnarCatalog, files: readonly ColumnarGuide[]): Steps<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let row = 0; row < catalog.count('channel') && pairs.length < MOST_CHANNELS; row += 1) {
    if (row % STEP_CHANNELS === STEP_CHANNELS - 1) yield;
    const asked = catalog.channel(row);
    if (asked === null || asked.guideKey === '') continue;
    const key = splitGuideKey(asked.guideKey).key;
    const guide = files.find((each) => each.has(key))?.between(key, nowMs - PAST_MS, nowMs + FUTURE_MS) ?? [];
    if (guide.length > 0) pairs.push({ guide, asked });
  }
  return pairs;
}

/** Channels of `sourceId` whose programmes are here, with the channel of `refereeId` to ask about. */
function* pairsSteps({ clock, guides }: ProposeDeps, sourceId: SourceId, refereeId: SourceId): Steps<readonly Pair[]> {
  const catalog = guides.catalogOf(sourceId);
  const referee = guides.catalogOf(refereeId);
  const files = guides.guidesOf(sourceId);
  const mode = guides.sourceOf(refereeId)?.guideMode ?? 'none';
  // Another source's file is not asked for again; the own one's panel may have a short guide beside its file.
  if (catalog === null || referee === null || files.length === 0 || mode === 'none' || (refereeId !== sourceId && mode === 'file')) return [];
  const asked = refereeId === sourceId ? null : yield* channelsByKeySteps(referee);
  const nowMs = clock.nowMs();
  const pairs: Pair[] = [];
  for (let row = 0; row < catalog.count('channel') && pairs.length < MOST_CHANNELS; row += 1) {
    if (row % STEP_CHANNELS === STEP_CHANNELS - 1) yield;
    const channel = catalog.channel(row);
    const file = channel === null || channel.guideKey === '' ? undefined : files.find((each) => each.has(channel.guideKey));
    if (channel === null || file === undefined) continue;
    const other = asked === null ? channel : referee.channel(asked.get(plainKey(channel)) ?? -1);
    const guide = file.between(channel.guideKey, nowMs - PAST_MS, nowMs + FUTURE_MS);
    if (other !== null && guide.length > 0) pairs.push({ guide, asked: other });
  }
  return pairs;
}

function* channelsByKeySteps(catalog: ColumnarCatalog): Steps<ReadonlyMap<string, number>> {
  const rows = new Map<string, number>();
  for (let row = 0; row < catalog.count('channel'); row += 1) {
    if (row % STEP_CHANNELS === STEP_CHANNELS - 1) yield;
    const channel = catalog.channel(row);
    if (channel !== null && channel.guideKey !== '' && splitGuideKey(channel.guideKey).shiftMs === 0) rows.set(plainKey(channel), row);
  }
  return rows;
}

function plainKey({ guideKey }: ChannelRecord): string {
  return splitGuideKey(guideKey).key.toLowerCase();
}
