import { itemKey, parseItemKey } from '#core/base';
import type { AppError, ItemKey, Result, SourceId } from '#core/base';
import { watchedPart } from '#core/playback';
import { maskScores } from '#core/spoilers';
import { computed, signal } from '#core/state';
import { asFields, numberOf, parseWireRecordings } from '#core/wire';
import type { WireRecording, WireRecordings } from '#core/wire';
import type { CatalogModel } from '#model/catalog';
import type { Translator } from '#model/i18n';
import { soldRoute } from '#model/navigation';
import type { SoldRoute } from '#model/navigation';
import type { NoticesModel } from '#model/notices';
import type { RecordingToPlay } from '#model/player';
import { matchAt } from '#model/spoilers';
import type { SpoilersModel } from '#model/spoilers';
import type { ClockPort, LogPort } from '#ports';
import { profileHeader } from '#sources/platform';
import type { ApiCall, PlatformApi } from '#sources/platform';
import type { StoredCell } from '#sources/storage';
import type { RecordableProgramme, RecordingAction, RecordingCard, RecordingCards, RecordingOption, RecordingsModel, RecordingsState } from './recordings-model';

/** What recordings need. */
export interface RecordingsDeps {
  readonly clock: Pick<ClockPort, 'nowMs'>;
  readonly log: LogPort;
  readonly translator: Translator;
  readonly notices: Pick<NoticesModel, 'showToast' | 'showFailure' | 'ask' | 'describe'>;
  readonly api: Pick<PlatformApi, 'call' | 'absolute'>;
  /** The platform's source; its channels can be recorded. */
  readonly sourceId: SourceId;
  /** Keeps how far each was watched. */
  readonly cell: StoredCell;
  readonly catalog: Pick<CatalogModel, 'catalog' | 'guide'>;
  /** What the profile does not want told ahead; `null`: nothing. Read inside computed lists. */
  spoilers(): Pick<SpoilersModel, 'guards'> | null;
  /** Who watches; empty: nobody. */
  profileId(): string;
  play(recording: RecordingToPlay): void;
  /** Opens the place where what was refused is sold; `null` where nothing is sold to who watches. Asked when it is wanted. */
  shop(): ((route: SoldRoute) => void) | null;
}

const NOTHING: WireRecordings = { isOffered: false, quotaMs: 0, usedMs: 0, items: [], rules: [] };
/** So near to its end it was watched. */
const DONE_PART = 0.95;
/** Places of recordings that are long gone are forgotten. */
const MOST_PLACES = 200;

interface Place {
  readonly positionMs: number;
  readonly durationMs: number;
}

class Recordings implements RecordingsModel {
  readonly state = signal<RecordingsState>({ kind: 'loading' });
  private readonly list = signal<WireRecordings>(NOTHING);
  private readonly places = signal<ReadonlyMap<string, Place>>(new Map());
  readonly isOffered = computed(() => this.list.value.isOffered);
  readonly cards = computed(() => this.makeCards());
  readonly roomText = computed(() => this.describeRoom());
  private readonly deps: RecordingsDeps;
  private reads = 0;
  private placesRead: Promise<void> | null = null;

  constructor(deps: RecordingsDeps) {
    this.deps = deps;
  }

  of(channelKey: ItemKey, startMs: number): WireRecording | null {
    const channel = parseItemKey(channelKey);
    if (channel === null || channel.source !== this.deps.sourceId) return null;
    return this.list.value.items.find((item) => item.startMs === startMs && item.channelId === channel.nativeId) ?? null;
  }

  actions({ channelKey, startMs, title }: RecordableProgramme, stopMs: number): readonly RecordingAction[] {
    const channel = parseItemKey(channelKey);
    if (channel === null || channel.source !== this.deps.sourceId) return [];
    const known = this.of(channelKey, startMs);
    const rule = this.list.peek().rules.some((each) => each.channelId === channel.nativeId && each.title === title);
    const series: RecordingAction = rule ? 'stop-series' : 'record-series';
    if (known !== null && known.failure === '') return ['stop-recording', series];
    if (!this.list.peek().isOffered || stopMs <= this.deps.clock.nowMs()) return [];
    return ['record', series];
  }

  labelOf(action: RecordingAction): string {
    return this.deps.translator.t(`recordings.${action}`);
  }

  async act(action: RecordingAction, programme: RecordableProgramme): Promise<void> {
    const { t } = this.deps.translator;
    const channelId = parseItemKey(programme.channelKey)?.nativeId ?? '';
    const { title, startMs } = programme;
    if (action === 'stop-recording') {
      const known = this.of(programme.channelKey, startMs);
      if (known !== null) await this.remove(known);
    } else if (action === 'stop-series') {
      const rule = this.list.peek().rules.find((each) => each.channelId === channelId && each.title === title);
      if (rule !== undefined) await this.endRule(rule.id, title);
    } else {
      const body = { channelId, startMs, ...(action === 'record-series' ? { isSeries: true } : {}) };
      const told = t(action === 'record' ? 'recordings.added' : 'recordings.series-added', { title });
      await this.change({ path: '/recordings', method: 'POST', body }, told, programme.channelKey);
    }
  }

  options(id: string): ReadonlyArray<{ readonly id: RecordingOption; readonly label: string }> {
    const item = this.item(id);
    if (item === null) return [];
    const { t } = this.deps.translator;
    const isReady = item.state === 'ready';
    const resumeAtMs = this.resumeAt(item);
    const list: RecordingOption[] = isReady ? ['play'] : [];
    if (isReady && resumeAtMs > 0) list.push('from-start');
    list.push(item.state === 'scheduled' ? 'cancel' : 'delete');
    if (item.ruleId !== '') list.push('stop-series');
    return list.map((option) => ({ id: option, label: option === 'play' && resumeAtMs > 0 ? t('detail.resume') : t(`recordings.option.${option}`) }));
  }

  note(id: string): string {
    const { t, format } = this.deps.translator;
    const item = this.item(id);
    if (item === null) return '';
    if (item.state === 'failed') return this.failureText(item.failure);
    const nowMs = this.deps.clock.nowMs();
    const parts = [item.isPartial ? t('recordings.partial') : '', item.expiresAtMs > 0 ? t('recordings.kept-until', { day: format.day(item.expiresAtMs, nowMs) }) : ''];
    return parts.filter((part) => part !== '').join(' · ');
  }

  async choose(id: string, option: RecordingOption): Promise<void> {
    const item = this.item(id);
    if (item === null) return;
    if (option === 'play' || option === 'from-start') this.deps.play(this.toPlay(item, option === 'play' ? this.resumeAt(item) : 0));
    else if (option === 'stop-series') await this.endRule(item.ruleId, item.title);
    else await this.remove(item);
  }

  async load(): Promise<void> {
    this.reads += 1;
    const read = this.reads;
    this.placesRead = this.placesRead ?? this.readPlaces();
    const [answer] = await Promise.all([this.call({ path: '/recordings' }), this.placesRead]);
    if (read === this.reads) this.take(answer);
  }

  private async call(call: ApiCall): Promise<Result<WireRecordings, AppError>> {
    const answer = await this.deps.api.call({ ...call, headers: profileHeader(this.deps.profileId()) });
    if (!answer.ok) return answer;
    return answer.value.value === null ? { ok: true, value: this.list.peek() } : parseWireRecordings(answer.value.value);
  }

  private take(answer: Result<WireRecordings, AppError>): void {
    if (answer.ok) this.list.value = answer.value;
    this.state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error };
  }

  /** Asks for a change, reads what became of it, and tells it. */
  private async change(call: ApiCall, told: string, channelKey: ItemKey | null = null): Promise<void> {
    const answer = await this.call(call);
    if (!answer.ok) {
      await this.tellRefusal(answer.error, channelKey);
      return;
    }
    this.reads += 1;
    if (call.method === 'POST') this.take(answer);
    else await this.load();
    this.deps.notices.showToast(told);
  }

  /** What money opens is asked about, everything else said. */
  private async tellRefusal(error: AppError, channelKey: ItemKey | null): Promise<void> {
    const { notices, translator } = this.deps;
    const open = this.deps.shop();
    const route = channelKey === null || open === null ? null : soldRoute(error, channelKey);
    if (route === null || open === null) {
      notices.showFailure(error);
      return;
    }
    const { title, text } = notices.describe(error);
    const buttons = [{ id: 'not-now', label: translator.t('shop.not-now') }, { id: 'opens', label: translator.t('player.problem.opens') }];
    if ((await notices.ask({ title, text, buttons, safeId: 'not-now' })) === 'opens') open(route);
  }

  private async remove(item: WireRecording): Promise<void> {
    const { notices, translator } = this.deps;
    const { t } = translator;
    const { title } = this.told(item);
    if (item.state === 'ready' || item.state === 'recording') {
      const answer = await notices.ask({
        title: t('recordings.delete-title', { title }),
        text: t(item.state === 'ready' ? 'recordings.delete-text' : 'recordings.cancel-text'),
        buttons: [{ id: 'keep', label: t('recordings.keep') }, { id: 'delete', label: t('recordings.option.delete') }],
        safeId: 'keep',
      });
      if (answer !== 'delete') return;
    }
    await this.change({ path: `/recordings/${encodeURIComponent(item.id)}`, method: 'DELETE' }, t('recordings.removed', { title }));
  }

  private endRule(ruleId: string, title: string): Promise<void> {
    return this.change({ path: `/recording-rules/${encodeURIComponent(ruleId)}`, method: 'DELETE' }, this.deps.translator.t('recordings.series-ended', { title }));
  }

  private item(id: string): WireRecording | null {
    return this.list.peek().items.find((item) => item.id === id) ?? null;
  }

  private failureText(code: string): string {
    const { t, has } = this.deps.translator;
    if (code === 'quota') return t('recordings.failed.quota');
    return has(`error.${code}.title`) ? t('recordings.failed.because', { reason: t(`error.${code}.title`) }) : t('recordings.failed');
  }

  private resumeAt(item: WireRecording): number {
    const place = this.places.value.get(item.id);
    return place === undefined || place.positionMs >= place.durationMs * DONE_PART ? 0 : place.positionMs;
  }

  private toPlay(item: WireRecording, resumeAtMs: number): RecordingToPlay {
    const { id, channelId, startMs, stopMs, channelName, picture } = item;
    const { translator, api, clock } = this.deps;
    const day = translator.format.day(startMs, clock.nowMs());
    const told = this.told(item);
    return {
      id, startMs, stopMs, title: told.title, resumeAtMs,
      channelKey: itemKey(this.deps.sourceId, 'channel', channelId),
      subtitle: [channelName, day, told.range].join(', '),
      picture: api.absolute(picture),
      keep: (positionMs, durationMs) => { this.keepPlace(id, { positionMs, durationMs }); },
    };
  }

  private keepPlace(id: string, place: Place): void {
    const places = new Map(this.places.peek());
    places.delete(id);
    places.set(id, place);
    this.places.value = places;
    const newest = (): Record<string, Place> => {
      const kept: Record<string, Place> = {};
      for (const [each, at] of Array.from(this.places.peek()).slice(-MOST_PLACES)) kept[each] = at;
      return kept;
    };
    this.deps.cell.write(newest).catch((error: unknown) => {
      this.deps.log.write('warn', 'place in a recording not kept', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  }

  private async readPlaces(): Promise<void> {
    const stored = asFields(await this.deps.cell.read());
    if (stored === null) return;
    const places = new Map<string, Place>();
    for (const id of Object.keys(stored)) {
      const fields = asFields(stored[id]);
      if (fields !== null) places.set(id, { positionMs: numberOf(fields, 'positionMs', 0), durationMs: numberOf(fields, 'durationMs', 0) });
    }
    // What was watched meanwhile is newer.
    this.places.peek().forEach((place, id) => places.set(id, place));
    this.places.value = places;
  }

  private makeCards(): RecordingCards {
    const { items } = this.list.value;
    const places = this.places.value;
    // The language may change beneath.
    void this.deps.translator.locale.value;
    return {
      length: items.length,
      at: (index) => {
        const item = items[index];
        return item === undefined ? null : this.card(item, places.get(item.id));
      },
      indexOf: (id) => items.findIndex((item) => item.id === id),
    };
  }

  private card(item: WireRecording, place: Place | undefined): RecordingCard {
    const { t, format } = this.deps.translator;
    const nowMs = this.deps.clock.nowMs();
    const told = this.told(item);
    const when = `${format.day(item.startMs, nowMs)}, ${told.range}`;
    const badge = item.state === 'ready' ? '' : t(`recordings.state.${item.state}`);
    const part = place === undefined ? -1 : watchedPart(place.positionMs, place.durationMs);
    const isWatched = part >= DONE_PART;
    const length = item.durationMs > 0 && !told.isGuarded ? format.duration(item.durationMs) : '';
    // The caption has room for what the panel's title may cut.
    const remark = item.state === 'failed' ? this.failureText(item.failure) : item.isPartial ? t('recordings.partial') : '';
    const facts = [when, item.channelName, length, remark].filter((fact) => fact !== '');
    return {
      id: item.id, title: told.title, subtitle: item.channelName, facts, rating: '', image: this.deps.api.absolute(item.picture), isLettered: false, titleArt: '', logo: '',
      tint: '', progress: item.state === 'ready' && !isWatched && !told.isGuarded ? part : -1, isWatched, badge, rank: 0,
      spoken: [told.title, badge, ...facts].filter((word) => word !== '').join(', '),
    };
  }

  /** Title and times as they may be told: how long a match was says how it went. */
  private told({ channelId, startMs, stopMs, title }: WireRecording): { readonly title: string; readonly range: string; readonly isGuarded: boolean } {
    const { catalog, sourceId, spoilers, translator } = this.deps;
    const { format } = translator;
    const isGuarded = spoilers()?.guards(...matchAt(catalog, itemKey(sourceId, 'channel', channelId), startMs, title)) ?? false;
    return isGuarded ? { title: maskScores(title), range: format.time(startMs), isGuarded } : { title, range: format.timeRange(startMs, stopMs), isGuarded };
  }

  private describeRoom(): string {
    const { quotaMs, usedMs, isOffered } = this.list.value;
    const { t, format } = this.deps.translator;
    void this.deps.translator.locale.value;
    return isOffered ? t('recordings.room', { used: format.duration(usedMs), of: format.duration(quotaMs) }) : '';
  }
}

/** Makes the account's recordings; empty until they are loaded. */
export function createRecordingsModel(deps: RecordingsDeps): RecordingsModel {
  return new Recordings(deps);
}
