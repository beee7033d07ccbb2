import { createCancelSource, parseItemKey, runInSlices, toAppError } from '#core/base';
import type { Disposer, ItemKey, SourceId } from '#core/base';
import { QUALITY } from '#core/versions';
import type { CatalogReader, ChannelRecord, ColumnarCatalog, Row, RowList } from '#core/catalog';
import { effect, signal } from '#core/state';
import type { ClockPort, LogPort } from '#ports';
import type { CatalogModel } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { Translator } from '#model/i18n';
import { pictureLimit } from '#model/settings';
import type { SettingsModel } from '#model/settings';
import type { StoredCell } from '#sources/storage';
import type { ChannelVersions, GroupedRows } from '../channel-versions';
import type { ChannelVersion } from '../live-model';
import { buildChannelGroupsSteps } from './channel-groups';
import type { ChannelGroups, ChannelWish } from './channel-groups';

/** What versions of channels are worked out from. */
export interface ChannelVersionsDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly catalog: CatalogModel;
  readonly favourites: FavouritesModel;
  readonly translator: Translator;
  readonly settings: Pick<SettingsModel, 'values'>;
  /** Whether the set plays 4K. */
  readonly hasUhd: boolean;
  /** Keeps which versions the viewer chose. */
  readonly versionsCell: StoredCell;
  /** The sources whose rows make up the catalogue, in their order. */
  sourceIds(): readonly SourceId[];
  /** Name of a source; empty if unknown. */
  nameOf(sourceId: string): string;
}

/** A page that was just opened comes first. */
const REST_MS = 400;
/** Versions that are remembered as chosen; the oldest go. */
const MOST_CHOSEN = 300;

class FollowedVersions implements ChannelVersions {
  private readonly deps: ChannelVersionsDeps;
  private readonly groups = signal<ChannelGroups | null>(null);
  /** Versions the viewer chose, the newest last. */
  private readonly chosen = signal<readonly ItemKey[]>([]);
  private readonly life = createCancelSource();
  private readonly stopFollowing: Disposer;
  private stopWaiting: Disposer = () => undefined;
  private running: Promise<void> | null = null;
  /** What the groups were ranked for. */
  private wish = '';
  private isLoaded = false;

  constructor(deps: ChannelVersionsDeps) {
    this.deps = deps;
    this.stopFollowing = effect(() => {
      void deps.catalog.catalog.value;
      void deps.settings.values.value;
      this.stopWaiting();
      this.stopWaiting = deps.clock.after(REST_MS, () => {
        void this.prepare();
      });
    });
  }

  group(reader: CatalogReader, rows: RowList): GroupedRows | null {
    return this.groupsOf(reader)?.group(reader, rows, this.favour(reader)) ?? null;
  }

  counter(reader: CatalogReader): ((rows: RowList) => number) | null {
    return this.groupsOf(reader)?.counter(reader) ?? null;
  }

  versionsOf(reader: CatalogReader, key: ItemKey, all: GroupedRows): readonly ChannelVersion[] {
    const row = reader.rowOf('channel', key);
    const rows = row === -1 ? [] : (this.groupsOf(reader)?.versions(reader, row, all) ?? []);
    if (rows.length < 2) return [];
    const channels = rows.map((each) => reader.channel(each)).filter((channel): channel is ChannelRecord => channel !== null);
    const labels = channels.map((channel) => this.labelOf(channel));
    return channels.map((channel, place) => {
      const label = labels[place] ?? '';
      // Equal names are numbered in their order.
      const doubles = labels.slice(0, place).filter((each) => each === label).length;
      const text = doubles === 0 ? label : `${label} · ${this.deps.translator.format.number(doubles + 1)}`;
      return { key: channel.key, label: text, isThis: channel.key === key };
    });
  }

  choose(key: ItemKey, versions: readonly ChannelVersion[]): void {
    const rest = this.chosen.peek().filter((each) => each !== key && !versions.some((version) => version.key === each));
    this.chosen.value = rest.concat(key).slice(-MOST_CHOSEN);
    void this.deps.versionsCell.write(() => this.chosen.peek()).catch((error: unknown) => {
      this.complain('kept', error);
    });
  }

  dispose(): void {
    this.life.cancel();
    this.stopWaiting();
    this.stopFollowing();
  }

  private groupsOf(reader: CatalogReader): ChannelGroups | null {
    const groups = this.groups.value;
    return this.deps.settings.values.value.areVersionsMerged && groups?.fits(reader) === true ? groups : null;
  }

  /** Chosen versions come first, then favourites: what the viewer picked stands for the others. */
  private favour(reader: CatalogReader): ReadonlyMap<Row, number> {
    const favoured = new Map<Row, number>();
    const put = (keys: readonly ItemKey[], rank: number): void => {
      for (const key of keys) {
        const row = reader.rowOf('channel', key);
        if (row !== -1) favoured.set(row, rank);
      }
    };
    put(this.deps.favourites.keys.value, 1);
    put(this.chosen.value, 0);
    return favoured;
  }

  private labelOf(channel: ChannelRecord): string {
    const source = this.deps.sourceIds().length > 1 ? this.deps.nameOf(parseItemKey(channel.key)?.source ?? '') : '';
    // A renamed channel's versions are all called alike: the provider's names tell them apart.
    const own = this.deps.catalog.catalogOf(channel.stream.sourceId);
    const name = own?.channel(own.rowOf('channel', channel.key))?.name ?? channel.name;
    return source === '' ? name : `${name} · ${source}`;
  }

  private prepare(): Promise<void> {
    this.running ??= this.build()
      .catch((error: unknown) => {
        this.complain('grouped', error);
      })
      .then(() => {
        this.running = null;
      });
    return this.running;
  }

  private async build(): Promise<void> {
    const { catalog, clock, settings } = this.deps;
    if (!this.isLoaded) await this.load();
    // A catalogue that takes the place of this one meanwhile is looked through in turn.
    for (;;) {
      if (!settings.values.peek().areVersionsMerged) return;
      await catalog.whole();
      const languages = this.wantedLanguages();
      const wish = { languages, ...this.mostWanted() };
      const isKnown = this.groups.peek()?.fits(catalog.catalog.peek()) === true && JSON.stringify(wish) === this.wish;
      const parts = this.parts();
      if (isKnown || parts.length === 0) return;
      const built = await runInSlices(clock, buildChannelGroupsSteps(parts, wish), this.life.signal);
      this.wish = JSON.stringify(wish);
      this.groups.value = built;
      const now = this.parts();
      if (now.length === parts.length && now.every((part, place) => part === parts[place])) return;
    }
  }

  /** The best quality that is wanted of a version, where not every one is. */
  private mostWanted(): Pick<ChannelWish, 'maxQuality'> {
    const limit = pictureLimit(this.deps.settings.values.peek());
    if (limit === null) return this.deps.hasUhd ? {} : { maxQuality: QUALITY.fhd };
    return { maxQuality: limit.maxHeight >= 1080 ? QUALITY.fhd : limit.maxHeight >= 720 ? QUALITY.hd : QUALITY.sd };
  }

  private parts(): readonly ColumnarCatalog[] {
    const { catalog, sourceIds } = this.deps;
    return sourceIds().map((id) => catalog.catalogOf(id)).filter((part): part is ColumnarCatalog => part !== null);
  }

  private wantedLanguages(): readonly string[] {
    const { settings, translator } = this.deps;
    return [settings.values.peek().audioLanguage, translator.locale.peek()].filter((tag, place, all) => tag.length === 2 && all.indexOf(tag) === place);
  }

  private async load(): Promise<void> {
    const stored = await this.deps.versionsCell.read();
    this.isLoaded = true;
    if (Array.isArray(stored) && this.chosen.peek().length === 0) this.chosen.value = stored.filter((key): key is ItemKey => typeof key === 'string');
  }

  private complain(what: string, error: unknown): void {
    const { code, message } = toAppError(error);
    if (code !== 'net.cancelled') this.deps.log.write('warn', `versions of channels not ${what}`, { reason: message });
  }
}

/** Follows the catalogue from now on; the first groups are there after a rest and some slices. */
export function followChannelVersions(deps: ChannelVersionsDeps): ChannelVersions {
  return new FollowedVersions(deps);
}
