import { createCancelSource, parseItemKey, runInSlices, toAppError } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import type { CatalogReader, ColumnarCatalog, TitleRecord } from '#core/catalog';
import { createScope, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { WireHomeItem } from '#core/wire';
import { posterCard } from '#model/cards';
import type { Cards, CardView } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { Translator } from '#model/i18n';
import type { ProgressModel } from '#model/progress';
import type { TasteModel } from '#model/taste';
import type { ClockPort, LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';
import { ChannelHabits } from './channel-habits';
import { LearningSync } from './learning-sync';
import type { LearningRemote } from './learning-sync';
import { OwnTitles } from './own-titles';
import type { TitlePlace } from './own-titles';
import { commonText, withWhy } from './pick-texts';
import type { PickedRow, PicksModel, PickSources } from './picks-model';
import { readStoredPicks, toStoredPicks } from './stored-picks';
import { openRecord, similarSteps, workOutPicksSteps } from './work-out-picks';
import type { PickList, Seed } from './work-out-picks';

/** Titles watched last that count, and how much each next one counts less. */
const MOST_SEEDS = 12;
const SEED_DECAY = 0.85;
/** What saying "more like this" and "not for me" count. */
const LIKED = 0.7;
const DISLIKED = -0.5;
const MOST_SAID = 20;
/** Begun for less than this part, a title says nothing yet. */
const LEAST_SEEN = 0.1;
const SHORTEST_ROW = 3;
const MOST_CHANNELS = 20;
const MOST_SIMILAR = 14;

/** What picks need. */
export interface PicksDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly catalog: CatalogModel;
  readonly cards: Cards;
  readonly translator: Translator;
  readonly progress: ProgressModel;
  readonly taste: TasteModel;
  /** The channel that plays live, else `null`. */
  readonly liveKey: ReadonlySignal<ItemKey | null>;
  /** Sources in the order their rows stand in. */
  sourceIds(): readonly SourceId[];
  /** The platform, where there is one. */
  remote(): LearningRemote | null;
  cellOf(name: string): StoredCell;
}

/** Where a film or series stands in a catalogue; `null` for channels and for what is not there. */
function placeIn(reader: CatalogReader, key: ItemKey): TitlePlace | null {
  const kind = parseItemKey(key)?.kind;
  if (kind !== 'movie' && kind !== 'series') return null;
  const row = reader.rowOf(kind, key);
  return row < 0 ? null : { kind, row };
}

class Picks implements PicksModel {
  private readonly deps: PicksDeps;
  private readonly lists = signal<readonly PickList[]>([]);
  private readonly habits: ChannelHabits;
  private readonly sync: LearningSync;
  private readonly life = createCancelSource();
  private readonly scope = createScope();
  private titles: OwnTitles | null = null;
  private building: Promise<OwnTitles | null> | null = null;
  private made = '';
  private working: Promise<void> = Promise.resolve();
  private profileId: string | null = null;

  constructor(deps: PicksDeps) {
    this.deps = deps;
    const { clock, log, taste } = deps;
    this.habits = new ChannelHabits({ clock, log, cellOf: (id) => deps.cellOf(`habits.${id}`) });
    this.sync = new LearningSync({ taste, log, remote: () => deps.remote(), cellOf: (id) => deps.cellOf(`learning.${id}`) });
    // Both may change in the midst of an effect; what follows changes signals itself.
    this.scope.effect(() => {
      const { isOn } = taste.learning.value;
      const key = isOn ? deps.liveKey.value : null;
      this.soon(() => { this.habits.note(key); });
    });
    this.scope.effect(() => {
      void taste.learning.value;
      this.soon(() => { this.obey(); });
    });
  }

  rows(sources: PickSources): readonly PickedRow[] {
    const { taste, translator } = this.deps;
    if (!taste.learning.value.isOn) return [];
    const found: PickedRow[] = [];
    for (const { of, picks } of this.lists.value) {
      const cards: CardView[] = [];
      const seed = of === null ? null : this.open(sources, of);
      // What was forgotten since, or locked, takes its row along.
      if (of !== null && seed === null) continue;
      for (const pick of picks) {
        const title = this.openKey(sources, pick.key);
        const because = seed ?? this.open(sources, pick.of);
        if (title === null || because === null || !this.mayPick(pick.key)) continue;
        const { kind } = pick.place;
        const why = of === null ? translator.t('home.because', { title: because.name }) : commonText(kind, sources.catalog, because, title, translator);
        const card = posterCard(this.deps.cards, sources.catalog, kind, title.row);
        if (card !== null) cards.push(withWhy(card, why));
      }
      if (cards.length < SHORTEST_ROW) continue;
      const title = seed === null ? translator.t('home.for-you') : translator.t('home.because', { title: seed.name });
      found.push({ id: of === null ? 'for-you' : `because-${of.key}`, kind: 'poster', title, cards });
    }
    return found;
  }

  usual(sources: PickSources, others: readonly ItemKey[], title: string): PickedRow | null {
    const { taste, translator, cards } = this.deps;
    const { isOn, forgotten } = taste.learning.value;
    const own = isOn ? this.habits.usual(sources.nowMs).map(({ key }) => key).filter((key) => !forgotten.has(key)) : [];
    const found = new Map<ItemKey, CardView>();
    for (const [keys, why] of [[own, 'why.usual'], [others, 'why.hour']] as const) {
      for (const key of keys) {
        const channel = sources.catalog.channel(sources.catalog.rowOf('channel', key));
        if (channel === null || channel.isLocked === true || channel.isAdult || found.has(key) || found.size >= MOST_CHANNELS) continue;
        const now = channel.guideKey === '' ? null : sources.guide.nowNext(channel.guideKey, sources.nowMs).now;
        found.set(key, withWhy(cards.onNow(channel, now, sources.nowMs), translator.t(why)));
      }
    }
    if (found.size < SHORTEST_ROW) return null;
    return { id: 'usual', kind: 'on-now', title: title === '' ? translator.t('home.usual') : title, cards: Array.from(found.values()) };
  }

  explained(card: CardView, item: WireHomeItem, sources: PickSources, ofKey: ItemKey | null): CardView {
    if (item.why === undefined) return card;
    const { t } = this.deps.translator;
    const because = ofKey === null ? null : this.openKey(sources, ofKey);
    if (because !== null) return withWhy(card, t(item.why === 'together' ? 'why.together' : 'why.alike', { title: because.name }));
    return item.why === 'together' || item.why === 'alike' ? card : withWhy(card, t(`why.${item.why}`));
  }

  async similar(key: ItemKey): Promise<readonly ItemKey[] | null> {
    const { catalog, clock } = this.deps;
    const reader = catalog.catalog.peek();
    const { titles } = this;
    if (titles === null || !titles.fits(reader)) {
      void this.ensureTitles();
      return null;
    }
    const place = this.placeOf(key);
    if (place === null) return null;
    const mayPick = (other: ItemKey): boolean => this.deps.taste.opinionOf(other) !== 'not';
    try {
      return await runInSlices(clock, similarSteps({ titles, reader, mayPick }, { key, place, weight: 1 }, MOST_SIMILAR), this.life.signal);
    } catch (error) {
      this.warn(error);
      return null;
    }
  }

  refresh(): void {
    this.working = this.working.then(() => this.work()).catch((error: unknown) => { this.warn(error); });
    this.sync.sync();
  }

  async openProfile(profileId: string | null): Promise<void> {
    this.habits.note(null);
    this.profileId = profileId;
    this.made = '';
    this.lists.value = [];
    this.sync.openProfile(profileId);
    await this.habits.openProfile(profileId);
    this.refresh();
  }

  dispose(): void {
    this.habits.note(null);
    this.life.cancel();
    this.scope.dispose();
  }

  /** Outside of the effect that is running. */
  private soon(work: () => void): void {
    this.deps.clock.after(0, () => {
      if (!this.life.signal.isCancelled) work();
    });
  }

  /** The viewer changed what may be learnt. */
  private obey(): void {
    const { forgotten, forgottenBeforeMs } = this.deps.taste.learning.peek();
    if (this.profileId === null) return;
    this.habits.forgetBefore(forgottenBeforeMs);
    forgotten.forEach((key) => {
      if (parseItemKey(key)?.kind === 'channel') this.habits.forgetChannel(key);
    });
    this.refresh();
  }

  private async work(): Promise<void> {
    const { catalog, taste, clock } = this.deps;
    // Where an operator has a page, the platform's own rows stand there.
    if (this.life.signal.isCancelled || catalog.landing.peek().kind !== 'none') return;
    const seeds = this.seeds();
    const wish = `${catalog.catalog.peek().revision} ${seeds.map(({ key, weight }) => `${key}=${weight.toFixed(2)}`).join(' ')}`;
    const { profileId } = this;
    if (wish === this.made || profileId === null) return;
    const cell = this.deps.cellOf(`picks.${profileId}`);
    const stored = seeds.length === 0 ? [] : readStoredPicks(await cell.read(), wish, (key) => this.placeOf(key));
    if (stored !== null) {
      this.show(profileId, wish, stored);
      return;
    }
    const titles = seeds.some(({ weight }) => weight > 0) ? await this.ensureTitles() : null;
    const reader = catalog.catalog.peek();
    let lists: readonly PickList[] = [];
    if (titles?.fits(reader) === true) {
      const placed = this.seeds();
      lists = await runInSlices(clock, workOutPicksSteps({ titles, reader, seeds: placed, mayPick: (key) => this.mayPick(key) }), this.life.signal);
    }
    if (!taste.learning.peek().isOn || (titles !== null && !titles.fits(reader))) return;
    this.show(profileId, wish, lists);
    await cell.write(() => toStoredPicks(wish, lists));
  }

  private show(profileId: string, wish: string, lists: readonly PickList[]): void {
    if (this.profileId !== profileId) return;
    this.made = wish;
    this.lists.value = lists;
  }

  /** What was watched and said, the weightiest first, as far as it may be learnt from. */
  private seeds(): readonly Seed[] {
    const { progress, taste } = this.deps;
    const { isOn, forgotten, forgottenBeforeMs } = taste.learning.peek();
    if (!isOn) return [];
    const seeds = new Map<ItemKey, Seed>();
    const put = (key: ItemKey, weight: number): void => {
      const place = forgotten.has(key) || seeds.has(key) ? null : this.placeOf(key);
      if (place !== null) seeds.set(key, { key, place, weight });
    };
    taste.entries.peek().forEach(({ opinion, atMs }, key) => {
      if (atMs >= forgottenBeforeMs && seeds.size < MOST_SAID) put(key, opinion === 'more' ? LIKED : DISLIKED);
    });
    let weight = 1;
    for (const point of progress.recent()) {
      const key = point.parentKey === '' ? point.key : point.parentKey;
      const isSeen = point.isFinished || point.parentKey !== '' || point.positionMs >= LEAST_SEEN * point.durationMs;
      if (!isSeen || point.updatedAtMs < forgottenBeforeMs || seeds.has(key)) continue;
      put(key, weight);
      weight *= SEED_DECAY;
      if (weight < Math.pow(SEED_DECAY, MOST_SEEDS)) break;
    }
    return Array.from(seeds.values()).sort((a, b) => b.weight - a.weight);
  }

  private placeOf(key: ItemKey): TitlePlace | null {
    return placeIn(this.deps.catalog.catalog.peek(), key);
  }

  /** Neither begun nor seen, nor said to be unwanted. */
  private mayPick(key: ItemKey): boolean {
    const { progress, taste } = this.deps;
    return taste.opinionOf(key) !== 'not' && progress.get(key) === null && progress.latestOfSeries(key) === null;
  }

  /** A seed as it may be named now: not forgotten, not locked. */
  private open(sources: PickSources, seed: Seed): TitleRecord | null {
    return this.deps.taste.learning.value.forgotten.has(seed.key) ? null : this.openKey(sources, seed.key);
  }

  private openKey({ catalog }: PickSources, key: ItemKey): TitleRecord | null {
    const place = placeIn(catalog, key);
    return place === null ? null : openRecord(catalog, place);
  }

  /** What titles are about, read once for a catalogue; calls share one run. */
  private ensureTitles(): Promise<OwnTitles | null> {
    if (this.titles?.fits(this.deps.catalog.catalog.peek()) === true) return Promise.resolve(this.titles);
    this.building ??= this.build().catch((error: unknown) => {
      this.warn(error);
      return null;
    }).then((titles) => {
      this.building = null;
      this.titles = titles ?? this.titles;
      return titles;
    });
    return this.building;
  }

  private async build(): Promise<OwnTitles | null> {
    const { catalog, clock } = this.deps;
    await catalog.whole();
    const parts = this.deps.sourceIds().map((id) => catalog.catalogOf(id)).filter((part): part is ColumnarCatalog => part !== null);
    return parts.length === 0 ? null : runInSlices(clock, OwnTitles.buildSteps(parts), this.life.signal);
  }

  private warn(error: unknown): void {
    const { code, message } = toAppError(error);
    if (code !== 'net.cancelled') this.deps.log.write('warn', 'nothing picked', { reason: message });
  }
}

/** Makes the picks; nothing is worked out before a profile is opened. */
export function createPicksModel(deps: PicksDeps): PicksModel {
  return new Picks(deps);
}
