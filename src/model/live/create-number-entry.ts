import { SECOND_MS } from '#core/base';
import type { Disposer, ItemKey } from '#core/base';
import type { ChannelRecord } from '#core/catalog';
import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { ClockPort } from '#ports';
import { addDigit, NUMBER_ENTRY_MS } from './number-entry';

/** What is typed and what it matches. */
export interface EntryState {
  readonly digits: string;
  readonly secondsLeft: number;
  readonly channels: readonly ChannelRecord[];
  /** Index of the channel that opens. */
  readonly chosen: number;
}

/** Digits with their countdown. */
export interface NumberEntryTimer {
  readonly state: ReadonlySignal<EntryState>;
  press(digit: number): void;
  /** Takes the last digit away. */
  erase(): void;
  /** Points at a match and starts the countdown again. */
  choose(index: number): void;
  /** Opens `key`, else the chosen match, else says that there is none. */
  confirm(key?: ItemKey): void;
  cancel(): void;
}

/** Where matches come from and what opening means; `key` null: nothing has this number. */
export interface NumberEntryHooks {
  matches(digits: string): readonly ChannelRecord[];
  open(digits: string, key: ItemKey | null): void;
}

const NO_ENTRY: EntryState = { digits: '', secondsLeft: 0, channels: [], chosen: 0 };

/** Makes the timer; empty until the first digit. */
export function createNumberEntry(clock: ClockPort, hooks: NumberEntryHooks): NumberEntryTimer {
  const state = signal<EntryState>(NO_ENTRY);
  let stop: Disposer = () => undefined;
  const cancel = (): void => {
    stop();
    state.value = NO_ENTRY;
  };
  const confirm = (key?: ItemKey): void => {
    const { digits, channels, chosen } = state.peek();
    if (digits === '') return;
    cancel();
    hooks.open(digits, key ?? channels[chosen]?.key ?? null);
  };
  const countDown = (secondsLeft: number): void => {
    stop();
    stop = clock.after(SECOND_MS, () => {
      if (secondsLeft <= 1) {
        confirm();
        return;
      }
      state.value = { ...state.peek(), secondsLeft: secondsLeft - 1 };
      countDown(secondsLeft - 1);
    });
  };
  const begin = (entry: Omit<EntryState, 'secondsLeft'>): void => {
    const secondsLeft = NUMBER_ENTRY_MS / SECOND_MS;
    state.value = { ...entry, secondsLeft };
    countDown(secondsLeft);
  };
  const type = (digits: string): void => {
    if (digits === '') cancel();
    else begin({ digits, channels: hooks.matches(digits), chosen: 0 });
  };
  const press = (digit: number): void => {
    type(addDigit(state.peek().digits, digit));
  };
  const erase = (): void => {
    type(state.peek().digits.slice(0, -1));
  };
  const choose = (index: number): void => {
    const { digits, channels } = state.peek();
    if (digits !== '') begin({ digits, channels, chosen: Math.max(0, Math.min(index, channels.length - 1)) });
  };
  return { state, press, erase, choose, confirm, cancel };
}
