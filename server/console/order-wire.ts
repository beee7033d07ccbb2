import type { ConsoleTarget } from './console-wire';

/** `GET order`: what comes first, in this order; and channels of bouquets, to begin with. */
export interface ConsoleListOrder {
  readonly channel: readonly ConsoleTarget[];
  readonly category: readonly ConsoleTarget[];
  readonly bouquets: ReadonlyArray<{ readonly id: string; readonly name: string; readonly channels: readonly ConsoleTarget[] }>;
}
