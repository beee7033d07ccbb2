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
}

/** Digits with their countdown. */
export interface NumberEntryTimer {
  readonly state: ReadonlySignal<EntryState>;
  press(digit: number): void;
  /** Opens `key`, else the best match, else says that there is none. */
  confirm(key?: ItemKey): void;
  cancel(): void;
}

/** Where matches come from and what opening means; `key` null: nothing has this number. */
export interface NumberEntryHooks {
  matches(digits: string): readonly ChannelRecord[];
  open(digits: string, key: ItemKey | null): void;
}

const NO_ENTRY: EntryState = { digits: '', secondsLeft: 0, channels: [] };

/** Makes the timer; empty until the first digit. */
export function createNumberEntry(clock: ClockPort, hooks: NumberEntryHooks): NumberEntryTimer {
  const state = signal<EntryState>(NO_ENTRY);
  let stop: Disposer = () => undefined;
  const cancel = (): void => {
    stop();
    state.value = NO_ENTRY;
  };
  const confirm = (key?: ItemKey): void => {
    const { digits, channels } = state.peek();
    if (digits === '') return;
    cancel();
    hooks.open(digits, key ?? channels[0]?.key ?? null);
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
  const press = (digit: number): void => {
    const digits = addDigit(state.peek().digits, digit);
    if (digits === '') {
      cancel();
      return;
    }
    const secondsLeft = NUMBER_ENTRY_MS / SECOND_MS;
    state.value = { digits, secondsLeft, channels: hooks.matches(digits) };
    countDown(secondsLeft);
  };
  return { state, press, confirm, cancel };
}
