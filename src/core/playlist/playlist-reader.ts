import { ok, runSteps } from '../base';
import type { AppError, Result, SourceId, Steps } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { ColumnarCatalog, ListedKind } from '../catalog';
import type { M3uParserOptions, M3uReport } from './m3u-contract';
import { createM3uParser } from './m3u-parser';
import { PlaylistSink } from './playlist-sink';

/** Options of {@link createPlaylistReader}. */
export interface PlaylistReaderOptions extends M3uParserOptions {
  /** The source the rows belong to. */
  readonly sourceId: SourceId;
  /** `false`: everything is read row by row, which comes to the same and takes longer. */
  readonly hasKernel?: boolean;
}

/** What a playlist became. */
export interface PlaylistResult {
  readonly catalog: ColumnarCatalog;
  readonly report: M3uReport;
}

/** Turns the bytes of a playlist into a catalogue. */
export interface PlaylistReader {
  /** Rows and bytes so far, for a progress bar. */
  readonly entries: number;
  readonly bytes: number;
  /** Rows of a kind so far. */
  count(kind: ListedKind | 'episode'): number;
  /** Reads on; the chunk may be reused afterwards. About 5 ms for 64 KB on a slow television. */
  push(chunk: Uint8Array): void;
  /**
   * The rows read so far as a catalogue of their own, to show while the rest arrives; reading goes on. Call it once or twice near
   * the beginning: it copies what there is (about 1 ms per 5,000 rows on a desk computer).
   */
  partial(): ColumnarCatalog;
  /** As {@link partial}, in slices; nothing may be pushed between them. */
  partialSteps(): Steps<ColumnarCatalog>;
  /** The catalogue and what was odd about the list. Errors as {@link M3uParser.end}. */
  end(): Result<PlaylistResult, AppError>;
  /** As {@link end}, in slices. */
  endSteps(): Steps<Result<PlaylistResult, AppError>>;
}

/** Makes a reader for one playlist. Rows get fingerprints as their keys, stable over refreshes and new passwords. */
export function createPlaylistReader(options: PlaylistReaderOptions): PlaylistReader {
  const builder = createCatalogBuilder({ sourceId: options.sourceId });
  const parser = createM3uParser(new PlaylistSink(builder, options.hasKernel !== false), options);
  function* endSteps(): Steps<Result<PlaylistResult, AppError>> {
    const report = parser.end();
    return report.ok ? ok({ catalog: yield* builder.finishSteps(), report: report.value }) : report;
  }
  return {
    get entries() {
      return parser.entries;
    },
    get bytes() {
      return parser.bytes;
    },
    count: (kind) => builder.count(kind),
    push(chunk) {
      parser.push(chunk);
    },
    partial() {
      return builder.partial();
    },
    partialSteps: () => builder.partialSteps(),
    end() {
      return runSteps(endSteps());
    },
    endSteps,
  };
}
