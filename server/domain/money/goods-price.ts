import type { DeliveryCountryRow } from '#server/store';

const WHOLE = 10_000;

/** Between which countries goods are priced. */
export interface GoodsRoute {
  /** Where they go. */
  readonly to: DeliveryCountryRow;
  /** Whose tax prices are stated with. */
  readonly home: DeliveryCountryRow;
}

/** What pieces cost where they go: stated with the home country's tax, asked with that of the country. */
export function goodsPriceMinor(unitMinor: number, quantity: number, { to, home }: GoodsRoute): number {
  return Math.round((unitMinor * quantity * (WHOLE + to.taxBasisPoints)) / (WHOLE + home.taxBasisPoints));
}

/** An amount divided as `weights` are: whole units that add up to it. */
export function sharesOf(amountMinor: number, weights: readonly number[]): readonly number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let [weighed, given] = [0, 0];
  return weights.map((weight) => {
    weighed += weight;
    const upToHere = all === 0 ? 0 : Math.round((amountMinor * weighed) / all);
    const share = upToHere - given;
    given = upToHere;
    return share;
  });
}

/** The tax contained in an amount that includes it. */
export function containedTaxMinor(amountMinor: number, taxBasisPoints: number): number {
  return amountMinor - Math.round((amountMinor * WHOLE) / (WHOLE + taxBasisPoints));
}

/**
 * Where goods of a currency go as long as nobody said where: to the viewer's country where they are sent there, else to the home; `null`
 * where they go nowhere.
 */
export function goodsRoute(countries: readonly DeliveryCountryRow[], currency: string, viewers: string): GoodsRoute | null {
  const served = countries.filter((row) => row.currency === currency);
  const [first] = served;
  if (first === undefined) return null;
  const to = served.find((row) => row.country === viewers) ?? served.find((row) => row.isHome) ?? first;
  return { to, home: countries.find((row) => row.isHome) ?? first };
}
