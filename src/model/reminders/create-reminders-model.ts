import { MINUTE_MS, parseItemKey } from '#core/base';
import type { Disposer, ItemKey } from '#core/base';
import { signal } from '#core/state';
import { asFields, listOf, numberOf, rowsOf, textOf } from '#core/wire';
import type { Fields } from '#core/wire';
import type { ClockPort, LogPort } from '#ports';
import type { Translator } from '#model/i18n';
import type { NoticesModel } from '#model/notices';
import type { StoredCell } from '#sources/storage';
import type { Reminder, RemindersModel } from './reminders-model';

/** What reminders need. */
export interface RemindersDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly translator: Translator;
  readonly notices: Pick<NoticesModel, 'ask'>;
  cellOf(profileId: string): StoredCell;
  /** Whether the profile may see the channel; one that is not here now is not told of. */
  isKnown(channelKey: ItemKey): boolean;
  /** Plays a channel full screen. */
  watch(channelKey: ItemKey): void;
}

/** Told so long before the start: time to get up for it. */
const LEAD_MS = MINUTE_MS;
/** The clock of a set may be put right while one waits; it is looked at this often. */
const LONGEST_WAIT_MS = 10 * MINUTE_MS;
/** More are not kept: nobody set them one by one. */
const MAX_REMINDERS = 500;

function parseReminder(fields: Fields): Reminder | null {
  const key = textOf(fields, 'channelKey');
  const startMs = numberOf(fields, 'startMs', 0);
  const stopMs = numberOf(fields, 'stopMs', 0);
  if (parseItemKey(key)?.kind !== 'channel' || startMs <= 0 || stopMs <= startMs) return null;
  return { channelKey: key as ItemKey, channelName: textOf(fields, 'channelName'), title: textOf(fields, 'title'), startMs, stopMs };
}

function inOrder(list: readonly Reminder[]): readonly Reminder[] {
  return list.slice().sort((a, b) => a.startMs - b.startMs);
}

class ProfileReminders implements RemindersModel {
  readonly list = signal<readonly Reminder[]>([]);
  private readonly deps: RemindersDeps;
  private profileId: string | null = null;
  private cell: StoredCell | null = null;
  private stopTimer: Disposer = () => undefined;

  constructor(deps: RemindersDeps) {
    this.deps = deps;
  }

  has(channelKey: ItemKey, startMs: number): boolean {
    return this.list.value.some((each) => each.startMs === startMs && each.channelKey === channelKey);
  }

  toggle(reminder: Reminder): boolean {
    const others = this.list.peek().filter((each) => each.startMs !== reminder.startMs || each.channelKey !== reminder.channelKey);
    const isSet = others.length === this.list.peek().length && others.length < MAX_REMINDERS;
    this.list.value = inOrder(isSet ? others.concat(reminder) : others);
    this.store();
    this.tellDue();
    return isSet;
  }

  async openProfile(profileId: string | null): Promise<void> {
    this.stopTimer();
    this.profileId = profileId;
    this.cell = profileId === null ? null : this.deps.cellOf(profileId);
    this.list.value = [];
    const fields = this.cell === null ? null : asFields(await this.cell.read());
    if (fields === null || this.profileId !== profileId) return;
    this.list.value = inOrder(rowsOf(listOf(fields, 'reminders'), parseReminder).slice(0, MAX_REMINDERS));
    this.tellDue();
  }

  dispose(): void {
    this.stopTimer();
  }

  /** Tells those whose time has come, drops what is over, and waits for the next. */
  private tellDue(): void {
    const nowMs = this.deps.clock.nowMs();
    const list = this.list.peek();
    const isDue = ({ startMs }: Reminder): boolean => startMs - LEAD_MS <= nowMs;
    // A channel may come with the rest of the catalogue.
    const isWaiting = (each: Reminder): boolean => !isDue(each) || (each.stopMs > nowMs && !this.deps.isKnown(each.channelKey));
    const left = list.filter(isWaiting);
    if (left.length < list.length) {
      this.list.value = left;
      this.store();
      for (const each of list) if (left.indexOf(each) === -1 && each.stopMs > nowMs) void this.tell(each, nowMs);
    }
    this.stopTimer();
    const next = left[0];
    if (next === undefined) return;
    const waitMs = isDue(next) ? MINUTE_MS : next.startMs - LEAD_MS - nowMs;
    this.stopTimer = this.deps.clock.after(Math.min(waitMs, LONGEST_WAIT_MS), () => {
      this.tellDue();
    });
  }

  private async tell({ channelKey, channelName, title, startMs }: Reminder, nowMs: number): Promise<void> {
    const { notices, translator, watch } = this.deps;
    const { t, format } = translator;
    const answer = await notices.ask({
      title,
      text: t(startMs > nowMs ? 'guide.reminder.begins' : 'guide.reminder.began', { time: format.time(startMs), channel: channelName }),
      buttons: [
        { id: 'watch', label: t('guide.watch') },
        { id: 'later', label: t('guide.reminder.not-now') },
      ],
      safeId: 'later',
    });
    if (answer === 'watch') watch(channelKey);
  }

  private store(): void {
    this.cell
      ?.write(() => ({ reminders: this.list.peek() }))
      .catch((error: unknown) => {
        this.deps.log.write('warn', 'reminders not kept', { reason: error instanceof Error ? error.message : 'unknown' });
      });
  }
}

/** Makes the reminders of the current profile; empty until a profile is opened. */
export function createRemindersModel(deps: RemindersDeps): RemindersModel {
  return new ProfileReminders(deps);
}
