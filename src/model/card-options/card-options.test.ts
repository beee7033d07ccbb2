import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CardView } from '#model/cards';
import { createSampleApp } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { cardOptions } from './card-options';
import type { CardOptionId, CardOptions, CardPlace } from './card-options';

let sample: SampleApp;
beforeEach(async () => {
  sample = await createSampleApp({});
});
afterEach(() => {
  sample.app.dispose();
});

const cardsOf = (row: string): readonly CardView[] => sample.app.home.rows.peek().find(({ id }) => id === row)?.cards ?? [];
const cardOf = (kind: CardView['kind'], row?: string): CardView => {
  const found = (row === undefined ? sample.app.home.rows.peek().flatMap(({ cards }) => cards) : cardsOf(row)).find((card) => card.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} in the sample`);
  return found;
};
const optionsOf = (card: CardView, place: CardPlace = 'list'): CardOptions => cardOptions(sample.app, card, place);
const idsOf = (card: CardView, place: CardPlace = 'list'): readonly CardOptionId[] => optionsOf(card, place).options.map(({ id }) => id);
const run = (card: CardView, id: CardOptionId, place: CardPlace = 'list'): void => {
  const option = optionsOf(card, place).options.find((each) => each.id === id);
  if (option === undefined) throw new Error(`no option ${id}`);
  option.run();
};

describe('what a card offers', () => {
  test('a film that was begun can be resumed, begun anew, listed, marked; in Continue watching it can be taken out', async () => {
    const film = cardOf('movie');
    await sample.app.progress.save(film.key, 20 * 60_000, 90 * 60_000);
    expect(idsOf(film, 'continue')).toEqual(['resume', 'from-start', 'details', sample.app.favourites.has(film.key) ? 'take' : 'add', 'watched', 'remove']);
    expect(optionsOf(film)).toMatchObject({ title: film.title, left: '1 h 10 min left', progress: 20 / 90 });
  });

  test('a film nobody began plays; a watched one can be unmarked', async () => {
    const film = cardOf('movie');
    await sample.app.progress.remove(film.key);
    expect(idsOf(film).slice(0, 2)).toEqual(['play', 'details']);
    run(film, 'watched');
    expect(sample.app.progress.isWatched(film.key)).toBe(true);
    run(film, 'unwatched');
    expect(sample.app.progress.isWatched(film.key)).toBe(false);
  });

  test('a series has its details and the list; a channel is watched and a favourite', () => {
    const series = cardOf('series');
    const channel = cardOf('channel');
    expect(idsOf(series).filter((id) => id !== 'take' && id !== 'add')).toEqual(['details']);
    expect(idsOf(channel)[0]).toBe('play');
    expect(optionsOf(channel).progress).toBe(-1);
    const isIn = sample.app.favourites.has(channel.key);
    run(channel, isIn ? 'take' : 'add');
    expect(sample.app.favourites.has(channel.key)).toBe(!isIn);
    expect(optionsOf(channel).options.map(({ label }) => label)).toContain(isIn ? 'Add to favourites' : 'Remove from favourites');
  });

  test('an episode of Continue watching lists its series and is taken out with it', () => {
    const episode = cardOf('episode');
    const { action } = episode;
    if (action.kind !== 'watch-episode') throw new Error('the sample changed');
    const isIn = sample.app.favourites.has(action.seriesKey);
    run(episode, isIn ? 'take' : 'add');
    expect(sample.app.favourites.has(action.seriesKey)).toBe(!isIn);
    expect(idsOf(episode, 'episode').every((id) => id !== 'details' && id !== 'add' && id !== 'take')).toBe(true);
    run(episode, 'remove', 'continue');
    expect(sample.app.progress.latestOfSeries(action.seriesKey)).toBeNull();
    run(episode, 'details');
    expect(sample.app.navigation.current.peek().route).toEqual({ name: 'show', key: action.seriesKey });
  });
});
