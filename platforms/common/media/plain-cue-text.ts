const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '\u200e', rlm: '\u200f', quot: '"', apos: "'", '#39': "'" };

/** The text of a cue without markup: tags and voice names go, line breaks and entities become what they mean. */
export function plainCueText(markup: string): string {
  return markup
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (whole: string, name: string) => ENTITIES[name] ?? whole)
    .replace(/\r\n?/g, '\n')
    .trim();
}
