/** Takes plain bytes as they come; a chunk may be reused after the call. */
export type TakeBytes = (chunk: Uint8Array) => void;

/** Inflates one stream of raw deflate (RFC 1951), synchronously, whatever the chunks. */
export interface Inflater {
  /** Whether the stream's last block has ended. */
  readonly isDone: boolean;
  /**
   * Reads on from `chunk[from..)`, hands out what that gives before it returns, and answers where it stopped: the chunk's end, or the
   * first byte behind the stream. Throws on damage, after what came before it was handed out.
   */
  push(chunk: Uint8Array, from: number): number;
}

/** Makes an inflater that hands its bytes to `take`. */
export type InflaterFactory = (take: TakeBytes) => Inflater;

/** Options of `createUnpacker`. */
export interface UnpackerOptions {
  /** Replaces the inflater of this folder. */
  readonly createInflate?: InflaterFactory;
}

/** How a file is packed: RFC 1952, RFC 1950, RFC 1951, or not at all. */
export type Packing = 'plain' | 'gzip' | 'zlib' | 'deflate';

/** What is odd about a packed file although it could be read. */
export type UnpackRemark =
  /** It ended before its packed data did; what came before was handed out. */
  | 'cut'
  /** The check sum differs from the one it names: some server changed it on the way. Handed out all the same. */
  | 'checksum'
  /** The length differs from the one it names. */
  | 'length'
  /** Something that is no packed data follows; left out. */
  | 'trailing-garbage';

/** What a file was, once it has ended. */
export interface UnpackReport {
  readonly packing: Packing;
  /** Bytes pushed. */
  readonly packedBytes: number;
  /** Bytes handed out. */
  readonly bytes: number;
  /** Packed files one behind the other: gzip files may be joined. */
  readonly members: number;
  /** In the order they were met, each once. */
  readonly remarks: readonly UnpackRemark[];
}

/** Unpacks a file chunk by chunk. */
export interface Unpacker {
  /**
   * Reads on. Throws `source.malformed` for a damaged file, after handing out what came before the damage, and `source.unsupported`
   * for a packing nothing here unpacks. Holds no more than a window of 64 KB, whatever the file unpacks to.
   */
  push(chunk: Uint8Array): void;
  /** Ends the file: hands out what was held back and tells what it was. Throws as {@link push} does. */
  end(): UnpackReport;
}
