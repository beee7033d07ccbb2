/** A programme of the sample guide. `stopMs` is exclusive; `picture` is relative to the art folder, empty without one. */
export interface SampleProgramme {
  /** Slug of the channel. */
  readonly guideKey: string;
  readonly startMs: number;
  readonly stopMs: number;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly category: string;
  readonly picture: string;
  /** Minimum age; -1 unrated. */
  readonly age: number;
}

/** What can be put into a schedule: a programme without its time. */
export interface GuideItem {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly category: string;
  readonly picture: string;
  readonly age: number;
  /** Usual length; a multiple of 5. */
  readonly minutes: number;
}
