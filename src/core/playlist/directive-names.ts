import { lower, startsWith } from './bytes';

/** What a line that begins with `#` can be. */
export const DIRECTIVE = {
  comment: 0, unknown: 1, info: 2, header: 3, group: 4, option: 5, kodi: 6, http: 7, logo: 8, stream: 9, name: 10, tag: 11,
} as const;

/** One of {@link DIRECTIVE}. */
export type Directive = (typeof DIRECTIVE)[keyof typeof DIRECTIVE];

/** Names behind the `#`, longest first where one begins another. `tag`: what players of music write about a piece; kept as a property. */
const NAMES: readonly (readonly [name: string, directive: Directive])[] = [
  ['extinf', DIRECTIVE.info], ['extm3u', DIRECTIVE.header], ['extgrp', DIRECTIVE.group], ['extvlcopt', DIRECTIVE.option], ['kodiprop', DIRECTIVE.kodi], ['exthttp', DIRECTIVE.http],
  ['extalbumarturl', DIRECTIVE.logo], ['extimg', DIRECTIVE.logo], ['ext-x-', DIRECTIVE.stream], ['playlist', DIRECTIVE.name], ['extgenre', DIRECTIVE.tag], ['extart', DIRECTIVE.tag],
  ['extalb', DIRECTIVE.tag],
];
/** Beginnings of what some program means as a directive; other lines with `#` are comments. */
const FAMILIES: readonly string[] = ['ext', 'kodi', 'webprop'];

/** Length of the name found last, the `#` not counted. */
export interface FoundDirective {
  directive: Directive;
  length: number;
}

/** Finds out what the line `bytes[start..end)` is, which begins with `#`. */
export function findDirective(bytes: Uint8Array, start: number, end: number, found: FoundDirective): void {
  const at = start + 1;
  const first = lower(bytes[at] ?? 0);
  found.directive = DIRECTIVE.comment;
  found.length = 0;
  // E, K, P, W: most comments begin with something else.
  if (first !== 0x65 && first !== 0x6b && first !== 0x70 && first !== 0x77) return;
  for (const [name, directive] of NAMES) {
    if (!startsWith(bytes, at, end, name)) continue;
    found.directive = directive;
    found.length = name.length;
    return;
  }
  if (FAMILIES.some((family) => startsWith(bytes, at, end, family))) found.directive = DIRECTIVE.unknown;
}
