import { AD_ERROR, breakAt, breakBefore, doneOf, NO_AD, NO_AD_MEMORY, openSchedule, rememberDone, rememberShown, roomInHour, stepAds } from '#core/ads';
import type { AdBreak, AdClip, AdvertisingId, AdCommand, AdFile, AdInput, AdMemory, AdSchedule, AdState } from '#core/ads';
import { createCancelSource, toAppError } from '#core/base';
import type { CancelSource, Disposer, ItemKey } from '#core/base';
import type { Capabilities, ClockPort, DevicePort, LogPort, MediaPlayer, NetworkPort, RandomPort, StoragePort } from '#ports';
import { AdServer, BeaconQueue } from '#sources/ads';
import type { HttpClient } from '#sources/http';
import type { PlatformApi } from '#sources/platform';
import { createStoredCell } from '#sources/storage';
import type { StoredCell } from '#sources/storage';
import { adView } from './ad-view';
import type { AdView } from './ad-view';

/** The player, as far as advertising needs it. */
export interface AdStage {
  /** Its decoder, free of the title; good until {@link release}. */
  decoder(): Promise<MediaPlayer>;
  /** The decoder goes back. */
  release(): void;
  /** The title goes on where it was. */
  goOn(): void;
  /** What is shown now; `null`: no advertisement. */
  show(view: AdView | null): void;
}

/** What {@link AdBreaks} needs. */
export interface AdBreaksDeps {
  readonly clock: ClockPort;
  readonly device: Pick<DevicePort, 'inhibitScreenSaver'>;
  readonly storage: StoragePort;
  readonly network: NetworkPort;
  readonly random: RandomPort;
  readonly log: LogPort;
  readonly client: HttpClient;
  readonly media: Capabilities['media'];
  /** How to ask the platform, while signed in to one. */
  api(): PlatformApi | null;
  profileId(): string;
  /** See {@link AdServer}; an id that is not for an address is `null`. */
  adIdFor(url: string): AdvertisingId | null;
  readonly stage: AdStage;
}

/** A title of the platform that is opened. */
export interface AdOccasion {
  readonly key: ItemKey;
  readonly kind: 'movie' | 'episode';
  /** The platform's own id. */
  readonly id: string;
  /** Where it goes on. */
  readonly startMs: number;
}

const TICK_MS = 250;
/** What a set shows in an hour at most, whatever ad servers and platforms say. */
const MOST_PER_HOUR = 12;

const ERROR_OF: Readonly<Record<string, number>> = {
  'media.not-found': AD_ERROR.notFound, 'media.refused': AD_ERROR.notFound, 'media.unreachable': AD_ERROR.notFound, 'media.unsupported': AD_ERROR.noFile,
  'media.decode': AD_ERROR.display,
};

function memoryOf(stored: unknown): AdMemory {
  const { shown, titles } = Object(stored) as Partial<Record<keyof AdMemory, unknown>>;
  if (!Array.isArray(shown) || typeof titles !== 'object' || titles === null) return NO_AD_MEMORY;
  const known: Record<string, AdMemory['titles'][string]> = {};
  for (const key of Object.keys(titles)) {
    const { atMs, done } = Object((titles as Readonly<Record<string, unknown>>)[key]) as { readonly atMs?: unknown; readonly done?: unknown };
    if (typeof atMs === 'number' && Array.isArray(done)) known[key] = { atMs, done: done.filter((id): id is string => typeof id === 'string') };
  }
  return { shown: shown.filter((atMs): atMs is number => typeof atMs === 'number'), titles: known };
}

/**
 * Plays breaks in the player's own decoder. Nothing it meets reaches the viewer as a failure: whatever an ad server does, the title goes on
 * after seconds.
 */
export class AdBreaks {
  private readonly deps: AdBreaksDeps;
  private readonly beacons: BeaconQueue;
  private readonly cell: StoredCell;
  private memory: AdMemory = NO_AD_MEMORY;
  private state: AdState = NO_AD;
  private occasion: AdOccasion | null = null;
  private schedule: AdSchedule = { breaks: [], done: [] };
  /** Only then it is known which breaks at a share of the length are behind. */
  private isLengthKnown = false;
  private running: CancelSource | null = null;
  private decoder: MediaPlayer | null = null;
  private leaveDecoder: readonly Disposer[] = [];
  /** The try whose clip is in the decoder; -1 while none is. */
  private epoch = -1;
  private stopTicking: Disposer | null = null;
  private releaseScreen: Disposer | null = null;

  constructor(deps: AdBreaksDeps) {
    this.deps = deps;
    const { storage, log } = deps;
    this.cell = createStoredCell(storage, log, 'ads.v1');
    this.beacons = new BeaconQueue({ ...deps, cell: createStoredCell(storage, log, 'ads.beacons.v1') });
  }

  /** Reads what this set remembers. Never rejects. */
  async open(): Promise<void> {
    this.memory = memoryOf(await this.cell.read().catch(() => null));
    await this.beacons.open();
  }

  /** A title is opened and waits: shows the break before it, if there is one, and lets it go on. */
  begin(occasion: AdOccasion): void {
    this.leave();
    this.occasion = occasion;
    this.isLengthKnown = false;
    this.schedule = { breaks: [], done: [] };
    this.enterBreak(async (server, cancel) => {
      const breaks = await server.breaks({ kind: occasion.kind, id: occasion.id, profileId: this.deps.profileId() }, cancel.signal);
      if (cancel.signal.isCancelled || this.occasion !== occasion) return null;
      if (!breaks.ok) this.deps.log.write('warn', 'breaks not known', { code: breaks.error.code });
      const done = doneOf(this.memory, occasion.key, this.deps.clock.nowMs());
      // The length is known when the title plays; breaks at a share of it wait until then.
      this.schedule = openSchedule(breaks.ok ? breaks.value : [], occasion.startMs, 0, done);
      const { due, next } = breakBefore(this.schedule);
      this.schedule = next;
      if (due !== null) this.rememberDone();
      return due;
    });
  }

  /** The picture is at a position. True: a break is due, and the player gives way. */
  passes(positionMs: number, durationMs: number): boolean {
    if (this.occasion === null || this.state.kind !== 'over' || this.schedule.breaks.length === 0) return false;
    if (!this.isLengthKnown && durationMs > 0) {
      this.isLengthKnown = true;
      this.schedule = openSchedule(this.schedule.breaks, this.occasion.startMs, durationMs, this.schedule.done);
    }
    const { due, next } = breakAt(this.schedule, positionMs, durationMs);
    if (next === this.schedule) return false;
    this.schedule = next;
    this.rememberDone();
    if (due === null || this.room() === 0) return false;
    this.enterBreak(() => Promise.resolve(due));
    return true;
  }

  /** Skips what may be skipped now. */
  skip(): void {
    this.take({ type: 'skip', nowMs: this.nowMs() });
  }

  /** Stands still, or goes on. */
  setPaused(isPaused: boolean): void {
    this.take(isPaused ? { type: 'pause' } : { type: 'play', nowMs: this.nowMs() });
  }

  /** Something else is opened, or nothing any more, or the app goes away: a break that ran counts as shown. */
  leave(): void {
    this.take({ type: 'leave' });
    this.letGo();
    this.beacons.keep();
  }

  /** No title any more. */
  end(): void {
    this.leave();
    this.occasion = null;
    this.schedule = { breaks: [], done: [] };
  }

  /** Ends everything. */
  dispose(): void {
    this.end();
    this.beacons.dispose();
  }

  private nowMs(): number {
    return this.deps.clock.monotonicMs();
  }

  private room(): number {
    return roomInHour(this.memory, this.deps.clock.nowMs(), MOST_PER_HOUR);
  }

  /** Asks for a break and what fills it; the machine's own limit ends the wait. */
  private enterBreak(choose: (server: AdServer, cancel: CancelSource) => Promise<AdBreak | null>): void {
    const cancel = createCancelSource();
    this.running = cancel;
    this.take({ type: 'ask', nowMs: this.nowMs() });
    this.stopTicking ??= this.deps.clock.every(TICK_MS, () => {
      this.take({ type: 'tick', nowMs: this.nowMs() });
    });
    this.releaseScreen ??= this.deps.device.inhibitScreenSaver();
    const fill = async (): Promise<void> => {
      const clips = await this.clips(choose, cancel);
      if (!cancel.signal.isCancelled) this.take({ type: 'filled', clips, nowMs: this.nowMs() });
    };
    fill().catch((error: unknown) => {
      this.deps.log.write('warn', 'no advertisement', { reason: toAppError(error).message });
      if (!cancel.signal.isCancelled) this.take({ type: 'filled', clips: [], nowMs: this.nowMs() });
    });
  }

  private async clips(choose: (server: AdServer, cancel: CancelSource) => Promise<AdBreak | null>, cancel: CancelSource): Promise<readonly AdClip[]> {
    const api = this.deps.api();
    if (api === null) return [];
    const server = new AdServer({ ...this.deps, api, beacons: this.beacons });
    const due = await choose(server, cancel);
    if (due === null || cancel.signal.isCancelled) return [];
    const room = this.room();
    return room === 0 ? [] : (await server.fill(due, cancel.signal)).slice(0, room);
  }

  private take(input: AdInput): void {
    const before = this.state;
    const step = stepAds(before, input);
    this.state = step.state;
    for (const command of step.commands) this.obey(command);
    if (this.state !== before) this.deps.stage.show(adView(this.state));
  }

  private obey(command: AdCommand): void {
    switch (command.type) {
      case 'load':
        void this.load(command.epoch, command.clip.files[command.file]);
        break;
      case 'play':
      case 'pause':
        this.decoder?.[command.type]().catch((error: unknown) => {
          this.fail(this.epoch, error);
        });
        break;
      case 'shown':
        this.memory = rememberShown(this.memory, this.deps.clock.nowMs());
        this.keepMemory();
        break;
      case 'tell':
        this.beacons.tell(command.urls, command.error, command.playheadMs);
        break;
      case 'finish':
        this.letGo();
        this.deps.stage.goOn();
    }
  }

  private async load(epoch: number, file: AdFile | undefined): Promise<void> {
    this.epoch = -1;
    try {
      const decoder = this.decoder ?? (await this.takeDecoder());
      if (!this.isCurrent(epoch)) return;
      // Not every set opens a clip over the one before it.
      if (decoder.state !== 'idle') await decoder.stop();
      if (!this.isCurrent(epoch)) return;
      await decoder.load({ url: file?.url ?? '', form: file?.form ?? 'unknown', isLive: false });
      if (!this.isCurrent(epoch)) return;
      this.epoch = epoch;
      await decoder.play();
    } catch (error) {
      this.fail(epoch, error);
    }
  }

  /** Asked after each wait; a function, so that nobody takes an earlier answer for granted. */
  private isCurrent(epoch: number): boolean {
    return (this.state.kind === 'loading' || this.state.kind === 'playing') && this.state.epoch === epoch;
  }

  private fail(epoch: number, error: unknown): void {
    const { code } = toAppError(error, 'media.state');
    if (code === 'net.cancelled') return;
    this.deps.log.write('warn', 'advertisement failed', { code });
    this.take({ type: 'failed', epoch, error: ERROR_OF[code] ?? AD_ERROR.linear, nowMs: this.nowMs() });
  }

  private async takeDecoder(): Promise<MediaPlayer> {
    const decoder = await this.deps.stage.decoder();
    if (this.state.kind === 'over' || this.decoder !== null) return decoder;
    this.decoder = decoder;
    const nowMs = (): number => this.nowMs();
    this.leaveDecoder = [
      decoder.on('state', (state) => {
        if (state === 'playing') this.take({ type: 'started', epoch: this.epoch, nowMs: nowMs() });
      }),
      decoder.on('position', (positionMs) => {
        this.take({ type: 'moved', epoch: this.epoch, positionMs, durationMs: decoder.durationMs, nowMs: nowMs() });
      }),
      decoder.on('ended', () => {
        this.take({ type: 'ended', epoch: this.epoch, nowMs: nowMs() });
      }),
      decoder.on('error', (error) => {
        this.fail(this.epoch, error);
      }),
    ];
    return decoder;
  }

  /** What a break holds goes back; harmless while none runs. */
  private letGo(): void {
    this.running?.cancel();
    this.running = null;
    this.stopTicking?.();
    this.stopTicking = null;
    this.releaseScreen?.();
    this.releaseScreen = null;
    for (const leave of this.leaveDecoder) leave();
    this.leaveDecoder = [];
    this.epoch = -1;
    if (this.decoder !== null) this.deps.stage.release();
    this.decoder = null;
  }

  private rememberDone(): void {
    if (this.occasion === null) return;
    this.memory = rememberDone(this.memory, this.occasion.key, this.schedule.done, this.deps.clock.nowMs());
    this.keepMemory();
  }

  private keepMemory(): void {
    this.cell.write(() => this.memory).catch((error: unknown) => {
      this.deps.log.write('warn', 'shown breaks not kept', { code: toAppError(error, 'storage.broken').code });
    });
  }
}
