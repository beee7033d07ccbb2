/** A programme. `stopMs` is exclusive. */
export interface ProgrammeRow {
  readonly guideKey: string;
  readonly startMs: number;
  readonly stopMs: number;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly category: string;
  readonly picture: string;
  /** -1 unrated. */
  readonly age: number;
}

/** A channel of a guide: its key there and the names it goes by. */
export interface GuideChannelRow {
  readonly guideKey: string;
  readonly names: readonly string[];
}

/** Reads stored programmes; the sample guide is not among them (it is computed). */
export interface GuideStore {
  /**
   * Programmes of `keys` overlapping `fromMs..toMs`, by start within each key; `guideKey` of the answer is the key asked. A key
   * stands for the guide channel with that id in any case, else for the one with that name. Where several guides know a channel,
   * the first imported one answers.
   */
  between(keys: readonly string[], fromMs: number, toMs: number): Promise<readonly ProgrammeRow[]>;
}
