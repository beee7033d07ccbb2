/** Texts about goods, orders and parcels. */
export const GOODS_TEXTS = {
  title: 'Goods', products: 'Products', noProducts: 'No goods are sold.', add: 'Add a product', description: 'Description', kinds: 'Kinds, one a line: short name, price, pieces, name',
  kindsHint: 'For instance: scarf-red 29.00 12 Red. Prices include the tax of the home country. Pieces count for a new kind only; change the stock in the table.',
  shownBeside: 'Shown beside', stock: 'Stock', free: 'free', change: 'Pieces more or less', changeStock: 'Count in', countries: 'Sent to', noCountries: 'Goods are sent nowhere, so none are shown. Add a country.',
  addCountry: 'Add a country', country: 'Country (two letters)', tax: 'Tax, percent', shipping: 'Shipping, tax included', home: 'Home: prices are stated with its tax', isHome: 'home',
  parcels: 'Parcels', noParcels: 'Nothing waits to be sent.', address: 'Goes to', pack: 'Packed', send: 'Sent', giveBack: 'Returned', note: 'Parcel number', restock: 'Count it into the stock again',
  badKind: (line: string) => `"${line}" is no kind. Write short name, price, pieces and name, for instance: scarf-red 29.00 12 Red`,
  moved: (what: string, state: string) => `${what}: ${state}.`,
  stockNow: (name: string, pieces: number) => `${name}: ${String(pieces)} pieces.`,
  states: { waiting: 'waits for payment', short: 'sold out, refund it', paid: 'to be packed', packed: 'packed', sent: 'sent', returned: 'returned', cancelled: 'cancelled' } as Readonly<Record<string, string>>,
} as const;
