/** Digits of a currency behind the point: 2 for EUR, 0 for JPY. `currency` is three letters. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
