/** An address of the relay that finds nothing: what cannot be passed on must not be asked directly. */
export const NOWHERE = 'about:invalid';

/** Tags by which a player would compute or fetch further addresses that nobody could rewrite: left out. */
const LED_AWAY = /^#EXT-X-CONTENT-STEERING\b|^#EXT-X-DATERANGE:.*\bX-ASSET-(?:URI|LIST)=/i;
const KEY_TAG = /^#EXT-X-(?:SESSION-)?KEY:/i;
/** Keys that are in the playlist itself or named for a licence system: nothing is fetched for them. */
const NO_FETCH = /^(?:data|skd|urn):/i;
const ATTRIBUTE_ADDRESS = /([:,\s][A-Z0-9-]*URI=)(?:"([^"]*)"|([^",\s]+))/gi;
const QUOTED_ADDRESS = /"((?:[a-z][a-z0-9+.-]*:)?\/\/[^"]*)"/gi;
const VARIABLE = /\{\$([A-Za-z0-9_-]+)\}/g;

/** What stands for an address of the playlist: `url` is absolute. */
export type AddressMaker = (url: string) => string;

/**
 * A playlist of HLS (or any list of addresses) in which every address a player would fetch is one of the relay's. Addresses that are
 * none, and tags that lead away, find nothing afterwards. `base` is the playlist's own address.
 */
export function rewritePlaylist(text: string, base: string, make: AddressMaker): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/);
  const variables = readVariables(lines);
  const local = (address: string): string => {
    const plain = address.replace(VARIABLE, (whole, name: string) => variables.get(name) ?? whole).trim();
    // A variable that only the player knows would be put in there.
    if (/\{\$/.test(plain) || !URL.canParse(plain, base)) return NOWHERE;
    const url = new URL(plain, base);
    return url.protocol === 'http:' || url.protocol === 'https:' ? make(url.href) : NOWHERE;
  };
  return lines.filter((line) => !LED_AWAY.test(line.trim())).map((line) => rewriteLine(line, local)).join('\n');
}

function rewriteLine(line: string, local: (address: string) => string): string {
  const plain = line.replace(/^\ufeff/, '');
  if (plain.trim() === '') return plain;
  if (!plain.trimStart().startsWith('#')) return local(plain);
  if (!/^\s*#EXT-X-/i.test(plain)) return plain;
  const isKey = KEY_TAG.test(plain.trimStart());
  return plain
    .replace(ATTRIBUTE_ADDRESS, (_whole, name: string, quoted: string | undefined, bare: string | undefined) => {
      const address = quoted ?? bare ?? '';
      return `${name}"${isKey && NO_FETCH.test(address) ? address : local(address)}"`;
    })
    .replace(QUOTED_ADDRESS, (whole, address: string) => (/^skd:/i.test(address) && isKey ? whole : `"${local(address)}"`));
}

function readVariables(lines: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    if (!/^#EXT-X-DEFINE:/i.test(line)) continue;
    const name = /\bNAME="([^"]*)"/i.exec(line)?.[1];
    const value = /\bVALUE="([^"]*)"/i.exec(line)?.[1];
    if (name !== undefined && value !== undefined) found.set(name, value);
  }
  return found;
}
