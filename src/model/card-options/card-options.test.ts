import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { itemKey } from '#core/base';
import type { CardView } from '#model/cards';
import { createSampleApp, FAKE_SOURCE, settle } from '#test/harness/fakes';
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
    expect(idsOf(film, 'continue')).toEqual(['resume', 'from-start', 'details', sample.app.favourites.has(film.key) ? 'take' : 'add', 'watched', 'remove', 'more', 'not', 'forget', 'lock']);
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
    expect(idsOf(series).filter((id) => id !== 'take' && id !== 'add')).toEqual(['details', 'more', 'not', 'forget', 'lock']);
    expect(idsOf(channel)[0]).toBe('play');
    expect(optionsOf(channel).progress).toBe(-1);
    const isIn = sample.app.favourites.has(channel.key);
    run(channel, isIn ? 'take' : 'add');
    expect(sample.app.favourites.has(channel.key)).toBe(!isIn);
    expect(optionsOf(channel).options.map(({ label }) => label)).toContain(isIn ? 'Add to favourites' : 'Remove from favourites');
  });

  test('a channel offers its other versions, the best five; the chosen one is watched and stands for it from then on', () => {
    const channel = cardOf('channel');
    const chosen: string[] = [];
    const versionOf = (name: string, isThis = false) => ({ key: itemKey(FAKE_SOURCE, 'channel', name), label: name, isThis });
    Object.assign(sample.app.live, {
      versionsOf: () => [versionOf('Nord 4K'), { ...versionOf('Nord HD', true), key: channel.key }, ...[1, 2, 3, 4, 5].map((place) => versionOf(`Nord ${String(place)}`))],
      chooseVersion: (key: string) => chosen.push(key),
    });
    const versions = optionsOf(channel).options.filter(({ id }) => id.startsWith('version-'));
    expect([idsOf(channel).slice(0, 2), versions.map(({ label }) => label)]).toEqual([['play', 'version-1'], ['Watch Nord 4K', 'Watch Nord 1', 'Watch Nord 2', 'Watch Nord 3', 'Watch Nord 4']]);
    versions[0]?.run();
    expect(chosen).toEqual([versionOf('Nord 4K').key]);
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

describe('taste, rows and locks', () => {
  test('what is said of a title can be taken back; the row it stands in can be hidden', () => {
    const film = cardOf('movie');
    run(film, 'not');
    expect(sample.app.taste.opinionOf(film.key)).toBe('not');
    run(film, 'not-undo');
    run(film, 'more');
    expect(idsOf(film)).toEqual(expect.arrayContaining(['more-undo', 'not']));
    const row = sample.app.home.rows.peek()[1];
    if (row === undefined) throw new Error('expected a row');
    cardOptions(sample.app, film, 'list', row).options.find(({ id }) => id === 'hide-row')?.run();
    expect(sample.app.home.rows.peek().map(({ id }) => id)).not.toContain(row.id);
    expect(sample.app.notices.toast.peek()?.text).toContain(row.title);
  });

  test('on its own page a title offers neither playing nor details', () => {
    expect(idsOf(cardOf('movie'), 'title')).toEqual(expect.not.arrayContaining(['play', 'resume', 'details']));
  });

  test('locking asks for the PIN: leaving the pad locks nothing, the right PIN does, and unlocking brings it back', async () => {
    const { app, host } = sample;
    const pin = { isSet: false };
    host.http.on('PUT /pin', () => { pin.isSet = true; return { status: 204 }; });
    host.http.on('POST /pin/check', (request) => ({ body: String(request.body).indexOf('2580') === -1 ? { kind: 'wrong', triesLeft: 4 } : { kind: 'right', grant: 'g' } }));
    host.http.on('/api/v1/me', () => ({ body: { id: 'sample', name: 'Hearth', status: 'active', expiresAtMs: 0, maxConnections: 3, hasPin: pin.isSet, profiles: [{ id: 'ingrid', name: 'Ingrid', avatar: 'ember', maxAge: -1 }] } }));
    const film = cardOf('movie');
    run(film, 'lock');
    await settle();
    expect(app.parental.prompt.peek()?.mode).toBe('choose');
    app.parental.prompt.peek()?.finish('cancelled');
    await settle();
    expect(app.parental.rules.peek().keys).toEqual([]);
    run(film, 'lock');
    await settle();
    await app.parental.prompt.peek()?.submit('2580');
    app.parental.prompt.peek()?.finish('right');
    await settle();
    expect(app.parental.rules.peek()).toMatchObject({ keys: [film.key], names: { [film.key]: film.title } });
    expect(app.catalog.catalog.peek().rowOf('movie', film.key)).toBe(-1);
    // Ten minutes later the PIN is asked for anew.
    (await app.parental.control())?.close();
    run(film, 'unlock');
    await settle();
    expect(app.parental.prompt.peek()?.mode).toBe('enter');
    await app.parental.prompt.peek()?.submit('2580');
    app.parental.prompt.peek()?.finish('right');
    await settle();
    expect(app.catalog.catalog.peek().rowOf('movie', film.key)).toBeGreaterThanOrEqual(0);
  });
});

describe('what recommendations are made of', () => {
  test('a watched title, the title a row is because of, and a channel of this hour can be forgotten; nothing is offered while nothing is learnt', async () => {
    const { app } = sample;
    const film = cardOf('movie', 'top10');
    await app.progress.save(film.key, 20 * 60_000, 90 * 60_000);
    run(film, 'forget');
    expect(app.taste.learning.peek().forgotten.has(film.key)).toBe(true);
    expect(idsOf(film)).not.toContain('forget');
    expect(app.notices.toast.peek()?.text).toBe(`Nothing is recommended because of ${film.title} any more.`);
    const glass = cardsOf('continue').find(({ title }) => title === 'Glass Harbour');
    const because = { id: 'because-m:glass', title: 'Because you watched Glass Harbour' };
    const other = cardOf('movie', 'because-m:glass');
    const forget = cardOptions(app, other, 'list', because).options.find(({ id }) => id === 'forget');
    expect(forget?.label).toBe('Forget Glass Harbour');
    forget?.run();
    expect(app.taste.learning.peek().forgotten.has(glass?.key ?? film.key)).toBe(true);
    const channel = cardOf('channel');
    expect(idsOf(channel)).not.toContain('forget');
    cardOptions(app, channel, 'list', { id: 'usual', title: '' }).options.find(({ id }) => id === 'forget')?.run();
    expect(app.taste.learning.peek().forgotten.has(channel.key)).toBe(true);
    app.taste.setLearning({ ...app.taste.learning.peek(), isOn: false, forgotten: new Set() });
    expect(idsOf(film)).not.toContain('forget');
  });
});
