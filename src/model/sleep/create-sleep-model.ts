import { MINUTE_MS, SECOND_MS } from '#core/base';
import type { Disposer, ItemKey } from '#core/base';
import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { Translator } from '#model/i18n';
import type { NoticesModel } from '#model/notices';
import type { LiveBanner, NowPlaying, PlayerModel } from '#model/player';
import type { ClockPort } from '#ports';
import type { SleepChoice, SleepModel } from './sleep-model';

/** The countdown is shown this long. Smaller: who looks up does not find the remote in time; larger: it is in the way. */
const NOTE_MS = MINUTE_MS;
/** A film that came this near to its end has ended: later its next episode would begin. */
const BEFORE_END_MS = SECOND_MS;
const OFF: SleepChoice = { kind: 'off' };

/** The part of the player that is watched. */
export interface SleepPlayer extends Pick<PlayerModel, 'durationMs' | 'isLengthHidden' | 'positionMs'> {
  readonly nowPlaying: ReadonlySignal<Pick<NowPlaying, 'key' | 'kind'> | null>;
  readonly banner: ReadonlySignal<Pick<LiveBanner, 'startMs' | 'lengthMs'> | null>;
}

/** What the sleep timer needs. */
export interface SleepDeps {
  readonly clock: ClockPort;
  readonly translator: Translator;
  readonly notices: Pick<NoticesModel, 'ask' | 'showToast'>;
  readonly player: SleepPlayer;
  /** Ends what plays and leaves its page. */
  stopPlaying(): void;
}

class Sleep implements SleepModel {
  readonly choice = signal<SleepChoice>(OFF);
  readonly stopsAtMs = signal(0);
  readonly secondsLeft = signal(-1);
  private readonly deps: SleepDeps;
  private stopTicking: Disposer = () => undefined;
  /** What the end was taken of: another channel or film has another. */
  private boundKey: ItemKey | null = null;

  constructor(deps: SleepDeps) {
    this.deps = deps;
  }

  get canEndWithProgramme(): boolean {
    return this.deps.player.nowPlaying.peek() === null || this.endOfProgramme() > 0;
  }

  set(choice: SleepChoice): void {
    this.stopTicking();
    this.stopTicking = () => undefined;
    this.boundKey = null;
    this.choice.value = choice;
    this.stopsAtMs.value = choice.kind === 'minutes' ? this.deps.clock.nowMs() + choice.minutes * MINUTE_MS : 0;
    this.secondsLeft.value = -1;
    if (choice.kind === 'off') return;
    this.stopTicking = this.deps.clock.every(SECOND_MS, () => {
      this.tick();
    });
    this.tick();
  }

  keep(): void {
    this.set(OFF);
    this.deps.notices.showToast(this.deps.translator.t('sleep.kept'));
  }

  dispose(): void {
    this.stopTicking();
  }

  private tick(): void {
    const { player, clock } = this.deps;
    const now = player.nowPlaying.peek();
    if (this.choice.peek().kind === 'programme') this.bind(now);
    const stopsAtMs = this.stopsAtMs.peek();
    if (stopsAtMs === 0) return;
    const leftMs = stopsAtMs - clock.nowMs();
    if (leftMs <= 0) this.stop(now !== null);
    else this.secondsLeft.value = leftMs <= NOTE_MS && now !== null ? Math.ceil(leftMs / SECOND_MS) : -1;
  }

  /** A live programme ends when it was to end at the time it was chosen; a film when its position says so, which pauses and seeks move. */
  private bind(now: Pick<NowPlaying, 'key' | 'kind'> | null): void {
    if (now === null) {
      this.boundKey = null;
      this.stopsAtMs.value = 0;
      return;
    }
    const isFixed = now.kind === 'live' && this.boundKey === now.key && this.stopsAtMs.peek() > 0;
    if (isFixed) return;
    this.boundKey = now.key;
    this.stopsAtMs.value = this.endOfProgramme();
  }

  /** Wall clock of the end of what plays; 0 while it is not known, or may not be told. */
  private endOfProgramme(): number {
    const { player, clock } = this.deps;
    const kind = player.nowPlaying.peek()?.kind;
    const banner = player.banner.peek();
    if (kind === 'live') return banner === null || banner.lengthMs <= 0 ? 0 : banner.startMs + banner.lengthMs;
    const durationMs = player.durationMs.peek();
    if (player.isLengthHidden.peek() || !(durationMs > 0) || !Number.isFinite(durationMs)) return 0;
    return clock.nowMs() + Math.max(0, durationMs - player.positionMs.peek() - BEFORE_END_MS);
  }

  private stop(wasPlaying: boolean): void {
    this.set(OFF);
    if (!wasPlaying) return;
    const { translator, notices, stopPlaying } = this.deps;
    stopPlaying();
    void notices.ask({ title: translator.t('sleep.over'), text: translator.t('sleep.over.text'), buttons: [{ id: 'close', label: translator.t('settings.close') }], safeId: 'close' });
  }
}

/** Makes a sleep timer that is off. */
export function createSleepModel(deps: SleepDeps): SleepModel {
  return new Sleep(deps);
}
