import type { AppError } from '#core/base';
import type { HttpRequest, HttpResponse } from './http';

/** A proxy that requests go through. `http` and `https` are asked with CONNECT, `https` over TLS; `socks5` resolves names itself. */
export interface ProxyRoute {
  readonly kind: 'http' | 'https' | 'socks5';
  readonly host: string;
  readonly port: number;
  /** Empty: the proxy wants none. Secret, like the password. */
  readonly username: string;
  readonly password: string;
}

/** What a stream is opened with. */
export interface RelayWish {
  readonly url: string;
  /** Any header, also those an engine keeps for itself. Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** It is a manifest of DASH: what turns out to be anything else is not handed out. */
  readonly isManifest?: boolean;
  /** `null`: directly. */
  readonly route: ProxyRoute | null;
  /** Told when a part of the stream could not be had: `net.tunnel-down`, `net.tunnel-refused`, `net.*`. */
  onBroken?(error: AppError): void;
}

/** A stream that a player reads from an address of this set. */
export interface RelayedStream {
  /** Where the player finds it. Every address inside its playlists leads the same way. */
  readonly url: string;
  /** Where something else of the same provider (a subtitle file) is found. */
  addressOf(url: string): string;
  /** Ends its connections; its addresses find nothing any more. Harmless when repeated. */
  close(): void;
}

/** The way of a phone in the home network to this set. */
export interface PhoneDoor {
  /** An address of the set's own: below it is answered what a platform answers at `/api/v1/companion`. */
  readonly url: string;
  /** Whether it has been shut: by whoever opened it, or by the helper, because the set was asleep or another one was opened. */
  readonly isShut: boolean;
  /** Ends it for phone and set. Harmless when repeated. */
  shut(): void;
}

/**
 * A helper on the set that does what the engine may not: sends any header, goes through proxies, unpacks gzip on its way.
 * With a route nothing is ever tried directly: a proxy that fails is a failure (`net.tunnel-down`, `net.tunnel-refused`).
 */
export interface ServicePort {
  /** Whether it turned out not to be there; false until it has been asked. */
  readonly isMissing: boolean;
  /** As an HttpPort; answers that are gzip come unpacked. */
  request(request: HttpRequest, route: ProxyRoute | null): Promise<HttpResponse>;
  openStream(wish: RelayWish): Promise<RelayedStream>;
  /** Serves a page for phones in the home network until it is shut. `net.unreachable` where the set is in none. */
  openPhoneDoor(): Promise<PhoneDoor>;
}
