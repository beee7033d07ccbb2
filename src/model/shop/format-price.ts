import type { WirePrice } from '#core/wire';

/** `€3.99`, `3,99 €`: a price the way the language writes it. An engine without the currency's rules writes `3.99 EUR`. */
export function formatPrice({ amountMinor, currency }: WirePrice, locale: string): string {
  try {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(amountMinor / 10 ** digits);
  } catch {
    // A language or currency the engine does not know: amounts are still told.
    return `${(amountMinor / 100).toFixed(2)} ${currency}`;
  }
}
