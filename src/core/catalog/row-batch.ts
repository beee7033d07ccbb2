/** Columns of the rows of one kind in a {@link RowBatch}, valid up to the kind's count. */
export interface BatchColumns {
  /** Where the row's record begins; changed by who takes the batch. */
  readonly offset: Uint32Array;
  readonly idHigh: Uint32Array;
  readonly idLow: Uint32Array;
  /** Number of a channel or an episode. */
  readonly number: Float32Array;
  /** Set of categories, of an episode its series row. */
  readonly first: Uint32Array;
  /** Flags, of an episode its season. */
  readonly second: Uint32Array;
  /** Year of a film. */
  readonly third: Uint32Array;
}

/** Rows made by others than the builder, their records written as `RecordWriter` writes them. */
export interface RowBatch {
  /** Channels, films, episodes; bytes of records; rows in all; 1 if a channel's number is no integer. */
  readonly counts: Int32Array;
  readonly records: Uint8Array;
  /** Where each record ends, in the order of the rows. */
  readonly ends: Uint32Array;
  readonly channel: BatchColumns;
  readonly movie: BatchColumns;
  readonly episode: BatchColumns;
}
