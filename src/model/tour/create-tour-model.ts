import { createCancelSource, runInSlices, toAppError } from '#core/base';
import type { ItemKey } from '#core/base';
import type { CatalogSnapshot } from '#core/catalog';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { Translator } from '#model/i18n';
import type { LineupModel } from '#model/lineup';
import type { ClockPort, LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';
import { NO_ROWS, readRowsSteps } from './read-rows';
import type { TourGroup, TourRows } from './read-rows';
import { CLEANUPS, GROUP, NO_RECORD, parseDraft, parseRecord, UNKNOWN } from './tour-record';
import { takeBack } from './take-back';
import type { TourDraft, TourRecord } from './tour-record';
import type { TourChoice, TourCleanup, TourCount, TourEntry, TourModel } from './tour-model';

/** With more languages than this, those the viewer does not read are put aside at first. */
const FEW_LANGUAGES = 3;

/** What a tour needs. */
export interface TourDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly translator: Translator;
  /** What the profile may see, without its line-up. */
  readonly catalog: ReadonlySignal<CatalogSnapshot>;
  readonly lineup: LineupModel;
  isOwn(sourceId: string): boolean;
  /** Where the profile's choices are kept. */
  readonly cell: StoredCell;
  /** Where choices wait that were not carried out yet: a tour that is left before its end goes on with them. */
  readonly draftCell: StoredCell;
  /** Whose tour it is. */
  readonly profileId: string;
}

class Tour implements TourModel {
  readonly isReady = signal(false);
  readonly languages: ReadonlySignal<readonly TourEntry[]>;
  readonly kinds: ReadonlySignal<readonly TourEntry[]>;
  readonly cleanups: ReadonlySignal<readonly TourCleanup[]>;
  readonly shown: ReadonlySignal<TourCount>;
  readonly shownTitles: ReadonlySignal<TourCount>;
  readonly hasHidden: ReadonlySignal<boolean>;
  private readonly deps: TourDeps;
  private readonly life = createCancelSource();
  private readonly rows = signal<TourRows>(NO_ROWS);
  private readonly record = signal<TourRecord>(NO_RECORD);

  constructor(deps: TourDeps) {
    this.deps = deps;
    this.languages = computed(() => this.entries('languages'));
    this.kinds = computed(() => this.entries('kinds'));
    this.cleanups = computed(() => this.makeCleanups());
    this.shown = computed(() => ({ all: this.rows.value.all, kept: this.keptCount() }));
    this.shownTitles = computed(() => ({ all: this.rows.value.allTitles, kept: this.keptTitles() }));
    this.hasHidden = computed(() => this.record.value.groups.length + this.record.value.channels.length > 0);
  }

  /** Reads lists and earlier choices. */
  async start(): Promise<void> {
    const { cell, draftCell, clock, catalog, isOwn } = this.deps;
    const [stored, draft] = [parseRecord(await cell.read()), parseDraft(await draftCell.read())];
    this.rows.value = await runInSlices(clock, readRowsSteps(catalog.peek(), isOwn), this.life.signal);
    const record = stored !== null ? { ...stored, choices: this.withTitleKinds(stored.choices) } : { ...NO_RECORD, choices: this.firstChoices() };
    this.record.value = draft === null ? record : { ...record, choices: { ...record.choices, ...draft.choices }, cleanups: draft.cleanups };
    this.isReady.value = true;
  }

  choose(list: 'languages' | 'kinds', id: string, choice: TourChoice): void {
    this.redraft({ choices: { ...this.record.peek().choices, [`${list}.${id}`]: choice } });
  }

  keepOnly(list: 'languages' | 'kinds', id: string): void {
    const choices: Record<string, TourChoice> = { ...this.record.peek().choices };
    for (const entry of this[list].peek()) choices[`${list}.${entry.id}`] = entry.id === id ? 'now' : 'later';
    this.redraft({ choices });
  }

  toggleCleanup(id: TourCleanup['id']): void {
    const { cleanups } = this.record.peek();
    this.redraft({ cleanups: cleanups.indexOf(id) === -1 ? cleanups.concat(id) : cleanups.filter((each) => each !== id) });
  }

  async apply(): Promise<void> {
    const stored = await this.stored();
    const before = stored ?? NO_RECORD;
    const groups = this.rows.peek().groups.filter((group) => !this.isKept(group)).map(({ id }) => GROUP + id);
    const channels = this.hiddenRows();
    const isIn = (list: readonly string[]): ((each: string) => boolean) => {
      const set = new Set(list);
      return (each) => set.has(each);
    };
    const [hidesGroup, hidesChannel] = [isIn(groups), isIn(channels)];
    const changes = new Map<string, boolean>();
    for (const id of before.groups) if (!hidesGroup(id)) changes.set(id, false);
    for (const id of groups) changes.set(id, true);
    await this.carryOut(stored, { groups: changes, hide: channels, show: (before.channels as readonly ItemKey[]).filter((key) => !hidesChannel(key)) });
    const known = this.rows.peek().groups.map(({ id }) => GROUP + id);
    await this.keep({ ...this.record.peek(), groups, channels, known: Array.from(new Set(known.concat(before.known ?? []))) });
  }

  async restore(): Promise<void> {
    const stored = await this.stored();
    const before = stored ?? NO_RECORD;
    await this.carryOut(stored, { groups: new Map(before.groups.map((id) => [id, false])), hide: [], show: before.channels as readonly ItemKey[] });
    const choices: Record<string, TourChoice> = {};
    for (const id of Object.keys(before.choices)) choices[id] = 'now';
    await this.keep({ choices, cleanups: [], groups: [], channels: [], known: null });
  }

  dispose(): void {
    this.life.cancel();
  }

  private async carryOut(before: TourRecord | null, change: Parameters<LineupModel['setShown']>[0]): Promise<void> {
    const { lineup, cell, profileId } = this.deps;
    const groups = Array.from(change.groups.keys()).filter((id) => change.groups.get(id) === true);
    lineup.setShown(change, () => takeBack({ profileId, lineup, cell, before, groups }));
    await lineup.settled();
  }

  /** The record with what the rule of never has hidden meanwhile. */
  private async stored(): Promise<TourRecord | null> {
    return parseRecord(await this.deps.cell.read());
  }

  private async keep(record: TourRecord): Promise<void> {
    const { cell, draftCell } = this.deps;
    this.record.value = record;
    await cell.write(() => record);
    await draftCell.clear();
  }

  /** Keeps what was chosen, so that it is found again whatever ends the tour before its end. */
  private redraft(change: Partial<TourDraft>): void {
    const record = { ...this.record.peek(), ...change };
    const { choices, cleanups } = record;
    this.record.value = record;
    this.deps.draftCell.write(() => ({ choices, cleanups })).catch((error: unknown) => {
      this.deps.log.write('debug', 'choices of the tour were not kept', { code: toAppError(error).code });
    });
  }

  private firstChoices(): Readonly<Record<string, TourChoice>> {
    const own = this.deps.translator.locale.peek().slice(0, 2);
    const languages = this.entries('languages').filter(({ id }) => id !== UNKNOWN);
    const choices: Record<string, TourChoice> = {};
    if (languages.length <= FEW_LANGUAGES || languages.every(({ id }) => id !== own)) return choices;
    for (const { id } of languages) choices[`languages.${id}`] = id === own ? 'now' : 'later';
    return choices;
  }

  private choiceOf(list: 'languages' | 'kinds', id: string): TourChoice {
    return this.record.value.choices[`${list}.${id}`] ?? 'now';
  }

  /** A kind nobody chose yet that is of films or of series alone is as those were chosen: once they were one kind each. */
  private withTitleKinds(choices: TourRecord['choices']): TourRecord['choices'] {
    const full: Record<string, TourChoice> = { ...choices };
    const { groups } = this.rows.peek();
    for (const { kind } of groups) {
      const id = `kinds.${kind}`;
      const media = new Set(groups.filter((group) => group.kind === kind).map(({ medium }) => medium));
      const [medium] = Array.from(media);
      const choice = media.size === 1 && medium !== undefined && medium !== null ? choices[`kinds.${medium}`] : undefined;
      if (choices[id] === undefined && choice !== undefined) full[id] = choice;
    }
    return full;
  }

  private isKept(group: TourGroup): boolean {
    if (group.isAdult && this.isOn('adult')) return false;
    return this.choiceOf('languages', group.region ?? UNKNOWN) === 'now' && this.choiceOf('kinds', group.kind) === 'now';
  }

  private isOn(id: TourCleanup['id']): boolean {
    return this.record.value.cleanups.indexOf(id) !== -1;
  }

  private hiddenRows(): readonly ItemKey[] {
    const rows = this.rows.value;
    return CLEANUPS.reduce<readonly ItemKey[]>((keys, id) => (this.isOn(id) ? keys.concat(rows[id]) : keys), []);
  }

  private keptCount(): number {
    const { groups } = this.rows.value;
    const goes = CLEANUPS.filter((id) => this.isOn(id));
    const left = (group: TourGroup): number => goes.reduce((sum, id) => sum - group.rows[id], group.channels);
    const kept = groups.reduce((sum, group) => sum + (this.isKept(group) ? left(group) : 0), 0);
    // Rows in several groups are counted in each; nobody is told more than there are.
    return Math.min(kept, this.rows.value.all);
  }

  private keptTitles(): number {
    const { groups, allTitles } = this.rows.value;
    return Math.min(allTitles, groups.reduce((sum, group) => sum + (this.isKept(group) ? group.titles : 0), 0));
  }

  private makeCleanups(): readonly TourCleanup[] {
    const rows = this.rows.value;
    const adultGroups = rows.groups.reduce((sum, group) => sum + (group.isAdult ? group.channels : 0), 0);
    const adultTitles = rows.groups.reduce((sum, group) => sum + (group.isAdult ? group.titles : 0), 0);
    const counts = { adult: adultGroups + rows.adult.length, duplicates: rows.duplicates.length, separators: rows.separators.length };
    const titles = { adult: adultTitles, duplicates: 0, separators: 0 };
    return CLEANUPS.filter((id) => counts[id] + titles[id] > 0).map((id) => ({ id, count: counts[id], titles: titles[id], isOn: this.isOn(id) }));
  }

  private entries(list: 'languages' | 'kinds'): readonly TourEntry[] {
    const { translator } = this.deps;
    const { known } = this.record.value;
    const before = new Set(known ?? []);
    const isNew = ({ id }: TourGroup): boolean => known !== null && !before.has(GROUP + id);
    const counts = new Map<string, { groups: number; channels: number; titles: number; waiting: number }>();
    for (const group of this.rows.value.groups) {
      const id = list === 'kinds' ? group.kind : (group.region ?? UNKNOWN);
      const count = counts.get(id) ?? { groups: 0, channels: 0, titles: 0, waiting: 0 };
      counts.set(id, { groups: count.groups + 1, channels: count.channels + group.channels, titles: count.titles + group.titles, waiting: count.waiting + (isNew(group) && this.choiceOf(list, id) === 'later' ? 1 : 0) });
    }
    const own = translator.locale.value.slice(0, 2);
    const rank = (id: string): number => (id === own ? 2 : id === UNKNOWN || id === 'other' ? 0 : 1);
    return Array.from(counts, ([id, count]) => ({ id, label: this.labelOf(list, id), ...count, choice: this.choiceOf(list, id) }))
      .sort((left, right) => rank(right.id) - rank(left.id) || right.channels + right.titles - left.channels - left.titles);
  }

  /** Whether a kind of films or of series that say no more is all there is of them: then they are no other ones. */
  private isAllOf(kind: string): boolean {
    const titles = this.rows.value.groups.filter(({ medium }) => medium === kind);
    return titles.length > 0 && titles.every((group) => group.kind === kind);
  }

  private labelOf(list: 'languages' | 'kinds', id: string): string {
    const { t } = this.deps.translator;
    if (list === 'kinds') return this.isAllOf(id) ? t(id === 'movie-titles' ? 'nav.movies' : 'nav.series') : t(`tour.kind.${id}`);
    if (id === UNKNOWN) return t('tour.no-language');
    return id.indexOf('x-') === 0 ? id.slice(2).toUpperCase() : t(`language.${id}`);
  }
}

/** Makes a tour through what own sources list; resolves at once, {@link TourModel.isReady} tells when the lists are read. */
export function createTourModel(deps: TourDeps): TourModel {
  const tour = new Tour(deps);
  tour.start().catch((error: unknown) => {
    // Most often the page was left while the lists were read.
    deps.log.write('debug', 'the tour was not prepared', { code: toAppError(error).code });
  });
  return tour;
}
