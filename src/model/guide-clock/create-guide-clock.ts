import { SECOND_MS, toAppError } from '#core/base';
import type { Disposer, SourceId } from '#core/base';
import type { ColumnarGuide } from '#core/guide';
import { sourceClockId } from '#core/lineup';
import { computed, createScope, signal, untracked } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { RefreshState } from '#model/catalog';
import type { Translator } from '#model/i18n';
import type { LineupModel } from '#model/lineup';
import type { NavigationModel } from '#model/navigation';
import type { NoticesModel } from '#model/notices';
import type { SessionModel, SourceView } from '#model/session';
import type { ClockPort, KeysPort, LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';
import type { ClockProposal, GuideClockModel } from './guide-clock-model';
import { packFindings, parseFindings } from './stored-findings';
import type { Finding, Findings } from './stored-findings';

/** No key for so long: nobody waits for anything. */
const IDLE_MS = 20 * SECOND_MS;
/** Pages on which a line about the guide is in nobody's way. */
const TELLING_PAGES: readonly string[] = ['home', 'live', 'guide'];

/** What watching guides' clocks needs. */
export interface GuideClockDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly keys: Pick<KeysPort, 'onKey'>;
  readonly lifecycle: { readonly isForeground: boolean };
  readonly translator: Translator;
  readonly notices: Pick<NoticesModel, 'showToast' | 'toast' | 'dialog'>;
  readonly navigation: Pick<NavigationModel, 'current'>;
  readonly session: Pick<SessionModel, 'sources' | 'profile'>;
  readonly catalog: {
    /** Changes whenever programmes came or went. */
    readonly guide: ReadonlySignal<unknown>;
    readonly refresh: ReadonlySignal<RefreshState>;
    guidesOf(sourceId: SourceId): readonly ColumnarGuide[];
  };
  openLineup(): Promise<LineupModel>;
  cellOf(profileId: string): StoredCell;
}

class GuideClock implements GuideClockModel {
  readonly proposals: ReadonlySignal<readonly ClockProposal[]>;
  private readonly deps: GuideClockDeps;
  private readonly scope = createScope();
  private readonly findings = signal<Findings>(new Map());
  /** Where guides were before the viewer took a proposal; of this start alone. */
  private readonly before = signal<ReadonlyMap<SourceId, number>>(new Map());
  private readonly lineup = signal<LineupModel | null>(null);
  /** Whose findings these are, once they are read. */
  private readonly profileId = signal<string | null>(null);
  private stopWaiting: Disposer | null = null;
  private lastKeyMs = -Infinity;
  private isLooking = false;
  /** Guides nobody could be asked about; tried again at the next start or when they change. */
  private readonly unanswered = new Map<SourceId, string>();

  constructor(deps: GuideClockDeps) {
    this.deps = deps;
    this.proposals = computed(() => this.makeProposals());
    this.scope.add(deps.keys.onKey(() => {
      this.lastKeyMs = deps.clock.monotonicMs();
    }));
    this.scope.effect(() => {
      const profile = deps.session.profile.value;
      // Guides are no matter of children.
      const id = profile === null || profile.isKids ? null : profile.id;
      untracked(() => void this.openProfile(id));
    });
    this.scope.effect(() => {
      void deps.catalog.guide.value;
      void deps.session.sources.value;
      if (this.profileId.value !== null && deps.catalog.refresh.value.kind !== 'loading' && this.hasWork()) this.wait();
    });
    this.scope.effect(() => {
      // What was found is told when the viewer comes to a page where it may be.
      void deps.navigation.current.value;
      if (this.mayTell()) this.wait();
    });
  }

  use(sourceId: SourceId): void {
    const [lineup, proposal] = [this.lineup.peek(), this.openProposal(sourceId)];
    if (lineup === null || proposal === null) return;
    this.before.value = new Map(this.before.peek()).set(sourceId, offsetOf(lineup, sourceId));
    lineup.setClock(sourceClockId(sourceId), proposal.offsetMin);
  }

  leave(sourceId: SourceId): void {
    this.edit(sourceId, (finding) => ({ ...finding, declined: finding.found?.offsetMin ?? null }));
  }

  takeBack(sourceId: SourceId): void {
    const [lineup, offsetMin] = [this.lineup.peek(), this.before.peek().get(sourceId)];
    if (lineup === null || offsetMin === undefined) return;
    const before = new Map(this.before.peek());
    before.delete(sourceId);
    this.before.value = before;
    this.leave(sourceId);
    lineup.setClock(sourceClockId(sourceId), offsetMin);
  }

  dispose(): void {
    this.stopWaiting?.();
    this.scope.dispose();
  }

  private makeProposals(): readonly ClockProposal[] {
    const lineup = this.lineup.value;
    if (lineup === null || this.profileId.value === null) return [];
    const proposals: ClockProposal[] = [];
    for (const { id: sourceId } of this.ownSources()) {
      const { found = null, declined = null } = this.findings.value.get(sourceId) ?? {};
      if (found === null) continue;
      const isThere = offsetOf(lineup, sourceId) === found.offsetMin;
      if (isThere && this.before.value.has(sourceId)) proposals.push({ sourceId, ...found, state: 'used' });
      else if (!isThere && declined !== found.offsetMin) proposals.push({ sourceId, ...found, state: 'open' });
    }
    return proposals;
  }

  private openProposal(sourceId: SourceId): ClockProposal | null {
    return this.proposals.peek().find((each) => each.sourceId === sourceId && each.state === 'open') ?? null;
  }

  /** An operator's guide is the operator's matter. */
  private ownSources(): readonly SourceView[] {
    return this.deps.session.sources.value.filter(({ kind }) => kind !== 'platform');
  }

  /** What would be compared for a source, as one text; empty: nothing. */
  private revisionOf({ id, kind }: SourceView): string {
    const revisions = (sourceId: SourceId): string => this.deps.catalog.guidesOf(sourceId).map(({ revision }) => revision).join();
    const own = revisions(id);
    const others = this.deps.session.sources.peek().filter((each) => each.id !== id);
    const hasShortGuide = kind === 'xtream' || kind === 'stalker';
    if (own !== '') return hasShortGuide || others.length > 0 ? own : '';
    const files = others.map((each) => revisions(each.id)).filter((each) => each !== '').join(';');
    return files === '' || !hasShortGuide ? '' : `beside ${files}`;
  }

  private unlooked(): readonly SourceView[] {
    return untracked(() => this.ownSources()).filter((source) => {
      const revision = this.revisionOf(source);
      return revision !== '' && this.findings.peek().get(source.id)?.revision !== revision && this.unanswered.get(source.id) !== revision;
    });
  }

  private untold(): ClockProposal | null {
    return this.proposals.value.find(({ sourceId, offsetMin, state }) => state === 'open' && this.findings.value.get(sourceId)?.told !== offsetMin) ?? null;
  }

  private mayTell(): boolean {
    return TELLING_PAGES.indexOf(this.deps.navigation.current.peek().route.name) !== -1 && this.untold() !== null;
  }

  /** Also where a proposal was stored that is to be seen again. */
  private hasWork(): boolean {
    const isStored = this.lineup.value === null && Array.from(this.findings.value.values()).some(({ found, declined }) => found !== null && found.offsetMin !== declined);
    return isStored || this.unlooked().length > 0;
  }

  /** Looks once no key has come for a while and nothing is being loaded. */
  private wait(): void {
    if (this.stopWaiting !== null || this.isLooking) return;
    const { clock } = this.deps;
    const restMs = this.lastKeyMs + IDLE_MS - clock.monotonicMs();
    this.stopWaiting = clock.after(restMs > 0 ? restMs : IDLE_MS, () => {
      this.stopWaiting = null;
      if (this.isIdle()) void this.look();
      else this.wait();
    });
  }

  private isIdle(): boolean {
    const { clock, catalog, lifecycle } = this.deps;
    return clock.monotonicMs() - this.lastKeyMs >= IDLE_MS && lifecycle.isForeground && catalog.refresh.peek().kind !== 'loading';
  }

  private async look(): Promise<void> {
    const profileId = this.profileId.peek();
    if (profileId === null) return;
    this.isLooking = true;
    let isMissing = false;
    try {
      const lineup = await this.deps.openLineup();
      this.lineup.value = lineup;
      for (const source of this.unlooked()) {
        // Somebody took the remote up, or someone else watches: later.
        if (!this.isIdle() || this.profileId.peek() !== profileId) break;
        await this.lookAt(lineup, source, profileId);
      }
      if (this.isIdle()) this.tell();
    } catch (error) {
      isMissing = true;
      this.deps.log.write('warn', 'clocks of guides not looked at', { reason: toAppError(error).message });
    } finally {
      this.isLooking = false;
    }
    if (!isMissing && !this.scope.isDisposed && (this.unlooked().length > 0 || untracked(() => this.mayTell()))) this.wait();
  }

  private async lookAt(lineup: LineupModel, source: SourceView, profileId: string): Promise<void> {
    const { id } = source;
    const revision = this.revisionOf(source);
    try {
      const finding = await lineup.proposeClock(id);
      if (this.profileId.peek() !== profileId) return;
      // Two clocks of a provider against the file of another one: neither is believed unasked.
      const found = finding === null || finding.archive === 'differs' ? null : { offsetMin: finding.offsetMin, fits: finding.fits, total: finding.total, isArchiveSure: finding.archive === 'agrees' };
      const known = this.findings.peek().get(id);
      this.put(id, { revision, found, declined: known?.declined ?? null, told: known?.told ?? null });
    } catch (error) {
      this.unanswered.set(id, revision);
      this.deps.log.write('info', 'guide not compared', { source: id, code: toAppError(error).code });
    }
  }

  /** One line, once for each offset, where it covers nothing and nothing else is being said. */
  private tell(): void {
    const { notices, session, translator } = this.deps;
    const proposal = untracked(() => (this.mayTell() ? this.untold() : null));
    if (proposal === null) return;
    if (notices.toast.peek() !== null || notices.dialog.peek() !== null) return;
    const name = session.sources.peek().find(({ id }) => id === proposal.sourceId)?.name ?? '';
    notices.showToast(translator.t('guide-clock.found', { name }));
    this.edit(proposal.sourceId, (finding) => ({ ...finding, told: proposal.offsetMin }));
  }

  private async openProfile(id: string | null): Promise<void> {
    if (id !== null && id === this.profileId.peek()) return;
    this.profileId.value = null;
    this.findings.value = new Map();
    this.before.value = new Map();
    this.unanswered.clear();
    if (id === null) return;
    const stored = parseFindings(await this.deps.cellOf(id).read());
    const profile = this.deps.session.profile.peek();
    if (profile?.id !== id || profile.isKids) return;
    this.findings.value = stored;
    this.profileId.value = id;
  }

  private edit(sourceId: SourceId, change: (finding: Finding) => Finding): void {
    const finding = this.findings.peek().get(sourceId);
    if (finding !== undefined) this.put(sourceId, change(finding));
  }

  private put(sourceId: SourceId, finding: Finding): void {
    const { log, session } = this.deps;
    this.findings.value = new Map(this.findings.peek()).set(sourceId, finding);
    const profileId = this.profileId.peek();
    if (profileId === null) return;
    const packed = packFindings(this.findings.peek(), session.sources.peek().map(({ id }) => id));
    this.deps.cellOf(profileId).write(() => packed).catch((error: unknown) => {
      log.write('warn', 'clocks of guides not kept', { reason: toAppError(error).message });
    });
  }
}

/** What moves a source's guide now, minutes. Read inside an effect. */
function offsetOf(lineup: LineupModel, sourceId: SourceId): number {
  return lineup.guides.value.clocks.find(({ id }) => id === sourceClockId(sourceId))?.offsetMin ?? 0;
}

/** Begins to watch; nothing is looked at before the set has been idle for a while. */
export function createGuideClock(deps: GuideClockDeps): GuideClockModel {
  return new GuideClock(deps);
}
