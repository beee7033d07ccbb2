import { findMac, isPortalAddress } from '../stalker';
import { normaliseServer, splitProviderLink } from '../xtream';
import { parseAddress } from './addresses';

/** What a pasted link turned out to be. `address` is cleaned of what the other fields hold. */
export type LinkParts =
  | { readonly kind: 'xtream'; readonly address: string; readonly username: string; readonly password: string }
  | { readonly kind: 'playlist'; readonly address: string }
  /** `mac`: from the same message; empty without one. */
  | { readonly kind: 'portal'; readonly address: string; readonly mac: string }
  | { readonly kind: 'address'; readonly address: string };

/**
 * Splits what a person pasted: the provider's whole message, a `get.php` link, a stream address, a playlist address, a portal's page or a
 * bare host. Panel scripts are taken off, sub-paths stay (protocols.md section 1.5).
 */
export function splitLink(text: string): LinkParts {
  // Providers send whole sentences; the first thing that looks like a link counts.
  const candidate = /https?:\/\/[^\s"'<>]+/i.exec(text)?.[0] ?? text.trim();
  const line = splitProviderLink(candidate);
  if (line !== null) return { kind: 'xtream', address: line.server, username: line.username, password: line.password };
  const parsed = parseAddress(candidate);
  if (!parsed.ok) return { kind: 'address', address: text.trim() };
  if (isPortalAddress(candidate)) return { kind: 'portal', address: candidate, mac: findMac(text) };
  const { path, query } = parsed.value;
  if (/\.m3u8?$/i.test(path) || query['type'] !== undefined) return { kind: 'playlist', address: candidate };
  return { kind: 'address', address: /\.php\/?$/i.test(path) ? (normaliseServer(candidate) ?? candidate) : candidate };
}
