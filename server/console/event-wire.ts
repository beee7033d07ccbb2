import type { ConsoleTarget } from './console-wire';

/** A pay-per-view event. Times in milliseconds since 1970. */
export interface ConsoleEvent {
  readonly id: string;
  readonly channel: ConsoleTarget;
  readonly name: string;
  readonly description: string;
  readonly picture: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly replayHours: number;
  readonly isSold: boolean;
  readonly isCancelled: boolean;
}

/** `POST events/:id/cancel`: orders that were refunded, and those that could not be. */
export interface ConsoleCancelled {
  readonly refunded: number;
  readonly failed: number;
}
