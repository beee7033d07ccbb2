import { DAY_MS, MINUTE_MS, ok, SECOND_MS } from '#core/base';
import type { AppError, Disposer, Result } from '#core/base';
import { EMPTY_LEDGER, grantWatchTime, hasTimeRules, judgeWatchTime, NO_TIME_RULES, parseLedger, parseTimeRules, passWatchTime } from '#core/parental';
import type { LocalTime, TimeRules, WatchLedger, WatchVerdict } from '#core/parental';
import { createScope, signal } from '#core/state';
import type { Scope } from '#core/state';
import type { StoredCell } from '#sources/storage';
import type { WatchTimeDeps } from '../create-watch-time';
import type { WatchTimeModel } from '../watch-time-model';

const LOOK_MS = 15 * SECOND_MS;
/** Looks between two writings: a set that is unplugged forgets a minute at most. */
const LOOKS_PER_WRITING = 4;
const WARN_MS = 5 * MINUTE_MS;

/** Looks at the time while a profile with limits watches, warns before it is over, and ends what plays then. */
export class WatchTime implements WatchTimeModel {
  readonly rules = signal<TimeRules>(NO_TIME_RULES);
  readonly verdict = signal<WatchVerdict>({ kind: 'free' });
  private readonly deps: WatchTimeDeps;
  private readonly cellOf: (part: 'rules' | 'used', id: string) => StoredCell;
  private readonly scope: Scope = createScope();
  private ledger: WatchLedger = EMPTY_LEDGER;
  private profileId: string | null = null;
  private lastLookMs = 0;
  private isContinuous = false;
  private looks = 0;
  private isWarned = false;
  private isTelling = false;
  private isTold = false;
  private stopLooking: Disposer = () => undefined;

  constructor(deps: WatchTimeDeps, cellOf: (part: 'rules' | 'used', id: string) => StoredCell) {
    this.deps = deps;
    this.cellOf = cellOf;
    this.scope.add(
      deps.lifecycle.onForegroundChange((isForeground) => {
        // How long a set sleeps its own clock may not know.
        if (isForeground) this.isContinuous = false;
        else this.look(true);
        if (isForeground) this.look(true);
      }),
    );
    this.scope.effect(() => {
      // Whatever begins to play, by whichever way, is looked at.
      if (deps.player.nowPlaying.value !== null) this.deps.clock.after(0, () => this.enforce());
    });
  }

  async openProfile(id: string | null): Promise<void> {
    if (this.profileId !== null) this.look(true);
    this.stopLooking();
    this.profileId = id;
    this.isContinuous = false;
    this.isWarned = false;
    this.rules.value = NO_TIME_RULES;
    this.ledger = EMPTY_LEDGER;
    const stored = id === null ? [null, null] : await Promise.all([this.cellOf('rules', id).read(), this.cellOf('used', id).read()]);
    if (this.profileId !== id) return;
    this.rules.value = parseTimeRules(stored[0]);
    this.ledger = parseLedger(stored[1]);
    this.begin();
  }

  momentOf(minute: number): number {
    const nowMs = this.deps.clock.nowMs();
    // Half a day in, so that a day of 23 hours is the same day.
    return nowMs - (nowMs % DAY_MS) + minute * MINUTE_MS - this.deps.clock.utcOffsetMin(nowMs - (nowMs % DAY_MS) + DAY_MS / 2) * MINUTE_MS;
  }

  async setRules(change: Partial<TimeRules>): Promise<Result<void, AppError>> {
    const id = this.profileId;
    if (id === null) return ok(undefined);
    const rules = { ...this.rules.peek(), ...change };
    const kept = (await (await this.deps.parental.control())?.keepLimits({ time: rules })) ?? ok(undefined);
    if (!kept.ok || this.profileId !== id) return kept;
    this.rules.value = rules;
    this.begin();
    await this.cellOf('rules', id).write(() => rules);
    return kept;
  }

  async askMore(): Promise<boolean> {
    const { parental, translator, notices } = this.deps;
    const { t } = translator;
    const id = this.profileId;
    const control = await parental.control();
    const subject = { name: t('watch-time.title'), facts: '', avatar: '' };
    const isRight = await control?.ask({ holder: 'household', title: t('pin.enter'), text: t('watch-time.pin'), subject });
    if (isRight !== true || this.profileId !== id) return false;
    this.ledger = grantWatchTime(this.ledger);
    this.isWarned = true;
    this.look(true);
    notices.showToast(t('watch-time.granted'));
    return true;
  }

  grant(profileId: string, minutes: number): void {
    if (this.profileId !== profileId) return;
    this.ledger = grantWatchTime(this.ledger, minutes * MINUTE_MS);
    this.isWarned = false;
    this.look(true);
  }

  /** Ends looking. */
  dispose(): void {
    this.stopLooking();
    this.scope.dispose();
  }

  private begin(): void {
    this.stopLooking();
    if (this.profileId !== null && hasTimeRules(this.rules.peek())) {
      this.stopLooking = this.deps.clock.every(LOOK_MS, () => {
        this.look(false);
      });
    }
    this.look(true);
  }

  /** Local time as a number that rises by one with every day, and minutes. */
  private localOf(ms: number): LocalTime {
    const local = ms + this.deps.clock.utcOffsetMin(ms) * MINUTE_MS;
    const day = Math.floor(local / DAY_MS);
    return { day, minute: Math.floor((local - day * DAY_MS) / MINUTE_MS) };
  }

  private look(isWritten: boolean): void {
    const { clock, player } = this.deps;
    const nowMs = clock.monotonicMs();
    const rules = this.rules.peek();
    const kind = player.state.peek().kind;
    const passed = { wallMs: clock.nowMs(), elapsedMs: nowMs - this.lastLookMs, isContinuous: this.isContinuous, isWatching: kind === 'playing' || kind === 'stalled' };
    this.lastLookMs = nowMs;
    this.isContinuous = true;
    if (!hasTimeRules(rules)) {
      this.verdict.value = { kind: 'free' };
      return;
    }
    const local = (ms: number): LocalTime => this.localOf(ms);
    this.ledger = passWatchTime(this.ledger, rules, passed, local);
    const verdict = judgeWatchTime(this.ledger, rules, local(this.ledger.lastMs));
    this.verdict.value = verdict;
    if (verdict.kind !== 'over') this.isTold = false;
    this.looks += 1;
    if (isWritten || this.looks % LOOKS_PER_WRITING === 0 || verdict.kind === 'over') this.write();
    this.warn(verdict, passed.isWatching);
    this.enforce();
  }

  private write(): void {
    const id = this.profileId;
    if (id === null) return;
    this.cellOf('used', id).write(() => this.ledger).catch((error: unknown) => {
      this.deps.log.write('warn', 'watched time not kept', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  }

  private warn(verdict: WatchVerdict, isWatching: boolean): void {
    if (verdict.kind !== 'open' || verdict.leftMs > WARN_MS) {
      if (verdict.kind === 'open') this.isWarned = false;
      return;
    }
    if (this.isWarned || !isWatching) return;
    this.isWarned = true;
    this.deps.notices.showToast(this.deps.translator.t('watch-time.soon', { count: Math.max(1, Math.ceil(verdict.leftMs / MINUTE_MS)) }));
  }

  private enforce(): void {
    const verdict = this.verdict.peek();
    const { player, notices, translator, stopPlaying } = this.deps;
    if (verdict.kind !== 'over' || player.nowPlaying.peek() === null) return;
    const wasWatched = stopPlaying();
    // Previews begin by themselves: of those it is said once.
    if (this.isTelling || (this.isTold && !wasWatched)) return;
    this.isTelling = true;
    this.isTold = true;
    const { t } = translator;
    const question = {
      title: t(`watch-time.over-${verdict.reason}`),
      text: t(`watch-time.over-${verdict.reason}.text`),
      buttons: [
        { id: 'ok', label: t('watch-time.ok') },
        ...(this.deps.askParent === null ? [] : [{ id: 'parent', label: t('watch-time.ask-parent') }]),
        { id: 'more', label: t('watch-time.more') },
      ],
      safeId: 'ok',
    };
    void notices.ask(question).then((answer) => {
      this.isTelling = false;
      if (answer === 'more') void this.askMore();
      if (answer === 'parent') this.deps.askParent?.(verdict.reason);
    });
  }
}
