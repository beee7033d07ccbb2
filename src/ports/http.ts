import type { CancelSignal } from '#core/base';

/** A request. URLs may hold credentials (Xtream does): adapters never log them whole. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  /** Header names in lower case. Adapters drop what the engine forbids (`user-agent`, `referer`) and say so in `dropped`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Until the response's head. Smaller: slow providers fail; larger: a dead host freezes a screen. Default 10,000. */
  readonly headTimeoutMs?: number;
  /** The longest silence between two body chunks. Default 15,000. */
  readonly idleTimeoutMs?: number;
  readonly signal?: CancelSignal;
  /** The answer may be gzip inside: a host that unpacks faster than the app hands it out unpacked. */
  readonly mayUnpack?: boolean;
}

/** A response whose body arrives in chunks and is never held whole by the adapter. */
export interface HttpResponse {
  readonly status: number;
  /** The address after redirects. */
  readonly url: string;
  /** A header by its lower-case name, or `null`. */
  header(name: string): string | null;
  /** Length of the body when the server told it (before content decoding), else `null`. */
  readonly lengthBytes: number | null;
  /** The next chunk, which belongs to the caller; `null` at the end. Rejects with an AppError (`net.*`). */
  read(): Promise<Uint8Array | null>;
  /** Stops the transfer; harmless at the end. Whoever does not read to the end must call it. */
  close(): void;
}

/**
 * Requests to other machines. Any HTTP status resolves; only a missing answer rejects, always with an AppError:
 * `net.offline`, `net.timeout`, `net.unreachable`, `net.cancelled`, `source.bad-address`.
 */
export interface HttpPort {
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Request headers this host cannot set by itself (for example `user-agent` in a browser engine). */
  readonly forbiddenHeaders: ReadonlySet<string>;
}
