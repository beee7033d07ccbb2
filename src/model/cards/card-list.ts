import type { CardList, CardView } from './card-view';

/** A list that makes its cards when they are looked at. */
export function lazyCardList(length: number, at: (index: number) => CardView | null, indexOf: (id: string) => number): CardList {
  return { length, at: (index) => (index < 0 || index >= length ? null : at(index)), indexOf };
}

/** A list over cards that exist. */
export function fixedCardList(cards: readonly CardView[]): CardList {
  return lazyCardList(
    cards.length,
    (index) => cards[index] ?? null,
    (id) => cards.findIndex((card) => card.id === id),
  );
}
