import { HOUR_MS, MINUTE_MS, SECOND_MS, toAppError } from '#core/base';
import type { AppError, CancelSignal, ItemKey, Result, SourceId } from '#core/base';
import { NO_OFFERS, troubleOf } from '#core/playback';
import type { RescueOffers, RescuePath, RescueRung, Trouble } from '#core/playback';
import type { CatalogModel } from '#model/catalog';
import type { Translator } from '#model/i18n';
import type { ClockPort, LogPort, StoragePort, StreamForm } from '#ports';
import type { AddressWish, PlayAnswer, PlayTarget } from '#sources/source';
import { targetOf } from '../watching';
import type { Watching } from '../watching';
import { RescueMemory } from './rescue-memory';
import { VersionFinder } from './version-finder';

/** The recording begins a moment before what was lost: it takes up the sentence. */
const LEAD_MS = 5 * SECOND_MS;
/** Recordings lag behind live by about this much. */
const FRESHEST_MS = MINUTE_MS;
/** Without a guide the recording is asked for this far ahead; it ends where it ends. */
const BLIND_LENGTH_MS = 2 * 60 * MINUTE_MS;

/** Steadier than this what the viewer chose comes first, whatever once helped: one failure at this hour makes it less. */
const TRUSTED = 0.75;
/** Versions whose steadiness differs by less stand as a viewer would want them. */
const STEADY_STEP = 0.25;
/** Failures that say something of a version; a full line or a dead network does not. */
const TELLING: readonly Trouble[] = ['source', 'damaged', 'unsupported', 'refused', 'expired'];

/** What the rescuer works with. */
export interface RescueDeps {
  readonly catalog: CatalogModel;
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly storage: StoragePort;
  readonly translator: Translator;
  sourceIds(): readonly SourceId[];
  /** Hears what else there is, each time it turns out. */
  onOffers(offers: RescueOffers): void;
}

/** Another stretch of time of the watched channel. */
export interface ArchiveStretch {
  readonly startMs: number;
  readonly stopMs: number;
}

/**
 * The hands of the rescue ladder (`core/playback`): knows in which forms and versions what is watched can be had, turns a path into an
 * address, and keeps what helped. One title at a time.
 */
export class Rescue {
  private readonly deps: RescueDeps;
  private readonly memory: RescueMemory;
  private readonly finder: VersionFinder;
  private watching: Watching | null = null;
  /** Forms of the version that was asked for last; the first is what the source gives by itself or what once helped. */
  private forms: readonly StreamForm[] = [];
  private keys: readonly ItemKey[] = [];
  private offers: RescueOffers = NO_OFFERS;
  private hasLooked = false;
  /** Version and hour that were noted as steady, so that a long evening counts once an hour. */
  private noted = '';
  private asked: ArchiveStretch = { startMs: 0, stopMs: 0 };

  constructor(deps: RescueDeps) {
    this.deps = deps;
    this.memory = new RescueMemory(deps);
    this.finder = new VersionFinder(deps);
  }

  /** Reads what helped before. Never rejects. */
  load(): Promise<void> {
    return this.memory.load();
  }

  /** Where the watched thing is to be had on this path. `lostMs`: wall clock of what was lost, for the recording. */
  async resolve(watching: Watching, path: RescuePath, lostMs: number, signal: CancelSignal): Promise<Result<PlayAnswer, AppError>> {
    this.follow(watching);
    const key = this.keyAt(path);
    if (path.isArchive) this.asked = this.stretch(lostMs);
    const target = await targetOf(path.isArchive ? { ...watching, ...this.asked, kind: 'archive' } : { ...watching, key }, this.deps.catalog);
    if (!target.ok) return target;
    const answer = await this.deps.catalog.resolve(target.value, signal, this.wishFor(target.value, path));
    if (answer.ok && watching === this.watching && !path.isArchive) this.learnForms(answer.value, path);
    return answer;
  }

  /** Looks for other versions, once per title; called when the picture is lost on a path. Never rejects. */
  async lookAround(watching: Watching, path: RescuePath, error: AppError): Promise<void> {
    this.follow(watching);
    if (!path.isArchive && TELLING.indexOf(troubleOf(error, true)) !== -1) this.memory.noteTime(this.keyAt(path), false);
    const kind = watching.kind === 'live' ? 'channel' : watching.kind === 'movie' ? 'movie' : null;
    if (kind === null || this.hasLooked) return;
    this.hasLooked = true;
    try {
      const found = await this.finder.find(kind, watching.key);
      if (watching !== this.watching) return;
      this.keys = this.keys.concat(this.steadiestFirst(found.filter((key) => this.keys.indexOf(key) === -1)));
      const reader = this.deps.catalog.catalog.peek();
      const hasArchive = kind === 'channel' && (reader.channel(reader.rowOf('channel', watching.key))?.catchup ?? null) !== null;
      this.tell({ ...this.offers, versions: this.keys.length - 1, hasArchive });
    } catch (error) {
      this.deps.log.write('warn', 'versions not found', { code: toAppError(error).code });
    }
  }

  /** The path stood firm: next time it comes first, as long as the chosen one is less steady at that hour. */
  keep(watching: Watching, path: RescuePath): void {
    if (watching !== this.watching || path.isArchive) return;
    const key = this.keyAt(path);
    const form = this.forms[path.container];
    // What was chosen may be well now and fail again at another hour: it is not forgotten what helped, but trusted more now.
    if (key !== watching.key) this.memory.keepVersion(watching.key, key);
    this.memory.noteTime(key, true);
    if (form !== undefined && path.container > 0) this.memory.keepForm(sourceOf(key), form);
  }

  /** The path plays well; called now and then. */
  noteSteady(watching: Watching, path: RescuePath): void {
    if (watching !== this.watching || path.isArchive) return;
    const key = this.keyAt(path);
    const noted = `${key} ${String(Math.floor(this.deps.clock.nowMs() / HOUR_MS))}`;
    if (noted === this.noted) return;
    this.noted = noted;
    this.memory.noteTime(key, true);
  }

  /** Why another version than the chosen one is on this path, in words; empty where the chosen one is. Only what was learned stands before it. */
  choiceWords(watching: Watching, path: RescuePath): string {
    const key = this.keyAt(path);
    if (watching !== this.watching || path.isArchive || key === watching.key) return '';
    return this.deps.translator.t(path.version === 0 ? 'stats.choice.learned' : 'stats.choice.rescued', { name: this.versionName(path) });
  }

  /** What the viewer is told when a way round brought the picture back; empty where there is nothing to tell. */
  words(rung: RescueRung, path: RescuePath): string {
    const { t } = this.deps.translator;
    if (rung === 'archive') return t('rescue.plays-archive');
    if (rung === 'container') return t('rescue.plays-form');
    const name = rung === 'version' ? this.versionName(path) : '';
    return name === '' ? '' : t('rescue.plays-version', { name });
  }

  /** The part of the recording that was asked for last. */
  get archive(): ArchiveStretch {
    return this.asked;
  }

  private versionName(path: RescuePath): string {
    const reader = this.deps.catalog.catalog.peek();
    const key = this.keyAt(path);
    return (reader.channel(reader.rowOf('channel', key)) ?? reader.movie(reader.rowOf('movie', key)))?.name ?? '';
  }

  /** What the recording shows from the lost moment on: to the end of its programme, as far as a guide tells. */
  private stretch(lostMs: number): ArchiveStretch {
    const { catalog, clock } = this.deps;
    const reader = catalog.catalog.peek();
    const startMs = Math.min(lostMs - LEAD_MS, clock.nowMs() - FRESHEST_MS);
    const channel = this.watching === null ? null : reader.channel(reader.rowOf('channel', this.watching.key));
    const programme = channel === null || channel.guideKey === '' ? null : catalog.guide.peek().nowNext(channel.guideKey, startMs).now;
    return { startMs, stopMs: programme?.stopMs ?? startMs + BLIND_LENGTH_MS };
  }

  private follow(watching: Watching): void {
    if (this.watching === watching) return;
    this.watching = watching;
    this.hasLooked = false;
    this.forms = [];
    this.offers = NO_OFFERS;
    const { key } = watching;
    const known = watching.kind === 'live' || watching.kind === 'movie' ? this.memory.versionOf(key) : null;
    const own = known === null ? 1 : this.memory.steadinessOf(key);
    const better = known !== null && own < TRUSTED && this.memory.steadinessOf(known) > own ? known : null;
    const reader = this.deps.catalog.catalog.peek();
    const isThere = better !== null && reader.rowOf(watching.kind === 'live' ? 'channel' : 'movie', better) !== -1;
    this.keys = better !== null && isThere ? [better, key] : [key];
  }

  private steadiestFirst(keys: readonly ItemKey[]): readonly ItemKey[] {
    const ranked = keys.map((key, place) => ({ key, place, rank: Math.round(this.memory.steadinessOf(key) / STEADY_STEP) }));
    return ranked.sort((a, b) => b.rank - a.rank || a.place - b.place).map(({ key }) => key);
  }

  private keyAt(path: RescuePath): ItemKey {
    return this.keys[path.version] ?? this.keys[0] ?? ('' as ItemKey);
  }

  private wishFor(target: PlayTarget, path: RescuePath): AddressWish {
    const anew = path.isAnew ? { isAnew: true } : {};
    if (target.kind !== 'live') return anew;
    const form = path.container > 0 ? this.forms[path.container] : this.memory.formOf(target.channel.stream.sourceId);
    return form === undefined || form === null ? anew : { ...anew, form };
  }

  private learnForms({ media, otherForms = [] }: PlayAnswer, path: RescuePath): void {
    if (path.container > 0) return;
    this.forms = [media.form].concat(otherForms);
    this.tell({ ...this.offers, containers: otherForms.length });
  }

  private tell(offers: RescueOffers): void {
    this.offers = offers;
    this.deps.onOffers(offers);
  }
}

function sourceOf(key: ItemKey): string {
  return key.slice(0, key.indexOf(':'));
}
