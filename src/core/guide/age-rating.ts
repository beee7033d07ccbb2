/** Ratings of the field and the age they mean. */
const AGES: Readonly<Record<string, number>> = {
  'g': 0, 'tv-g': 0, 'tv-y': 0, 'u': 0, 'e': 0, 'all': 0, 'ao': 0, 'tp': 0, 'at': 0, 'l': 0, 'tv-y7': 7, 'tv-y7-fv': 7, 'pg': 8, 'tv-pg': 8, 'uc': 0,
  'pg-13': 13, 'tv-14': 14, 'm': 15, 'ma': 15, 'ma15+': 15, 'r': 17, 'tv-ma': 17, 'nc-17': 17, 'r18': 18, 'r18+': 18, 'x': 18, 'x18+': 18,
};

/** The minimum age a rating's text means (`FSK 16`, `TV-MA`, `12A`, `+18`); -1 when it says nothing we know. */
export function ageOfRating(text: string): number {
  const word = text.trim().toLowerCase();
  const known = AGES[word];
  if (known !== undefined) return known;
  const match = /(?:^|[^\d])(\d{1,2})(?!\d)/.exec(word);
  const age = match === null ? -1 : Number(match[1]);
  return age <= 21 ? age : -1;
}
