const [MIN_YEAR, MAX_YEAR] = [1870, 2105];

/** `2001`, `200105`, `20010512` or the same with dashes, as a number of these digits; 0 for anything else. */
export function dateDigits(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  let count = 0;
  for (let at = start; at < end && count < 8; at += 1) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      count += 1;
    } else if (bytes[at] !== 0x2d || (count !== 4 && count !== 6)) break;
  }
  if (count === 5 || count === 7) value = Math.floor(value / 10);
  if (count < 4) return 0;
  const year = count >= 8 ? Math.floor(value / 10_000) : count >= 6 ? Math.floor(value / 100) : value;
  return year >= MIN_YEAR && year <= MAX_YEAR ? value : 0;
}
