import type { ConsoleTarget } from './console-wire';

/** `GET order`: what comes first by hand, in this order; which bouquets order the lists; and all bouquets with their channels. */
export interface ConsoleListOrder {
  readonly channel: readonly ConsoleTarget[];
  readonly category: readonly ConsoleTarget[];
  readonly movie: readonly ConsoleTarget[];
  readonly series: readonly ConsoleTarget[];
  /** Ids, in their order. */
  readonly ordering: readonly string[];
  readonly bouquets: ReadonlyArray<{ readonly id: string; readonly name: string; readonly channels: readonly ConsoleTarget[] }>;
}
