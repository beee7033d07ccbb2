/** Best rating there is. */
const BEST = 10;

/** A star rating's text (`3/5`, `7.5 / 10`, `80%`) as 0..10 with one decimal; 0 when it says nothing we know. */
export function starsOf(text: string): number {
  const match = /^\s*(\d{1,4}(?:[.,]\d{1,3})?)\s*(?:\/\s*(\d{1,4}(?:[.,]\d{1,3})?)|(%))?/.exec(text);
  if (match === null) return 0;
  const value = Number((match[1] ?? '').replace(',', '.'));
  const best = match[3] === undefined ? Number((match[2] ?? String(BEST)).replace(',', '.')) : 100;
  return best > 0 && value <= best ? Math.round((value / best) * BEST * 10) / 10 : 0;
}
