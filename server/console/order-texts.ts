/** Texts about the order of lists. */
export const ORDER_TEXTS = {
  title: 'Order of lists', none: 'Everything is as its source has it.', noBouquets: 'No bouquet orders the lists.', nothingInside: 'Nothing is in it.', bouquets: 'Bouquets that order the lists', insideHint: 'Lists have it in this order where the bouquet orders lists (Order of lists).', up: 'Up', down: 'Down',
  hint: 'What stands here comes first, in this order, on every set and in every player, and stays so when a source is imported again; the others follow as their source has them; films and series also inside their categories. Rows of several sources: each source’s own come first among its rows.',
  first: { channel: 'Channels that come first', category: 'Categories that come first', movie: 'Films that come first', series: 'Series that come first' },
  find: { channel: 'Find a channel', category: 'Find a category', movie: 'Find a film', series: 'Find a series' },
  keys: 'Move a row with the mouse, with its buttons, or with Alt and the arrow keys while it has the focus.',
  moved: (name: string, place: number, count: number) => `${name}: ${String(place)} of ${String(count)}`,
  bouquetHint: 'What these bouquets hold comes next, in their order and in the order inside each. A bouquet that is changed later is followed.',
  addBouquet: (name: string) => `Let ${name} order the lists`,
  fromBouquet: (name: string) => `Add the channels of ${name}`,
} as const;
