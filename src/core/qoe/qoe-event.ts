/** One thing that happened while watching, as it is told to whoever measures quality. Holds no address, title or secret. */
export interface QoeEvent {
  /** See the table in the README. */
  readonly type: string;
  /** One view: from the wish to see something to its end. Random. */
  readonly viewId: string;
  /** Wall clock, milliseconds since 1970. */
  readonly atMs: number;
  readonly props: Readonly<Record<string, string | number | boolean>>;
}

/** Where events go. Takes them at once and never throws; what becomes of them is its own affair. */
export interface PlaybackEvents {
  record(event: QoeEvent): void;
}
