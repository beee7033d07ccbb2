import type { AppError } from '#core/base';
import type { HttpRequest, HttpResponse } from '#ports';

/** A stream as its source gave it out. */
export interface TunnelWish {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** It is a manifest of DASH: what turns out to be anything else is not handed out. */
  readonly isManifest: boolean;
  /** What else of the same provider is wanted with it (subtitle files). */
  readonly beside: readonly string[];
  /** Told when a part of it could not be had. */
  onBroken(error: AppError): void;
}

/** A stream through the tunnel. */
export interface TunnelStream {
  /** Where a player finds it; every address inside its playlists leads the same way. */
  readonly url: string;
  /** Where the rest is found, in the order of the wish. */
  readonly beside: readonly string[];
  /** Ends it; harmless when repeated. */
  close(): void;
}

/**
 * The one way a private source has to the network. Whatever fails in it is a failure (`net.tunnel-down`, `net.tunnel-refused`,
 * `net.relay-*`): there is nothing to fall back to.
 */
export interface Tunnel {
  /** As an HttpPort. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Rejects with an AppError. */
  openStream(wish: TunnelWish): Promise<TunnelStream>;
  /** Where a picture is loaded from; `null`: it cannot be had. Never rejects. Absent: pictures do not go through it. */
  pictureAddress?(url: string): Promise<string | null>;
}
