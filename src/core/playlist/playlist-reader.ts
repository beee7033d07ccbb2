import { ok } from '../base';
import type { AppError, Result, SourceId } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { ColumnarCatalog } from '../catalog';
import type { M3uParserOptions, M3uReport } from './m3u-contract';
import { createM3uParser } from './m3u-parser';
import { PlaylistSink } from './playlist-sink';

/** Options of {@link createPlaylistReader}. */
export interface PlaylistReaderOptions extends M3uParserOptions {
  /** The source the rows belong to. */
  readonly sourceId: SourceId;
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
  /** Reads on; the chunk may be reused afterwards. About 5 ms for 64 KB on a slow television. */
  push(chunk: Uint8Array): void;
  /** The catalogue and what was odd about the list. Errors as {@link M3uParser.end}. */
  end(): Result<PlaylistResult, AppError>;
}

/** Makes a reader for one playlist. Rows get fingerprints as their keys, stable over refreshes and new passwords. */
export function createPlaylistReader(options: PlaylistReaderOptions): PlaylistReader {
  const builder = createCatalogBuilder({ sourceId: options.sourceId });
  const parser = createM3uParser(new PlaylistSink(builder), options);
  return {
    get entries() {
      return parser.entries;
    },
    get bytes() {
      return parser.bytes;
    },
    push(chunk) {
      parser.push(chunk);
    },
    end() {
      const report = parser.end();
      return report.ok ? ok({ catalog: builder.finish(), report: report.value }) : report;
    },
  };
}
