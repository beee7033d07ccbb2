import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { itemKey } from '#core/base';
import type { Locale } from '#model/i18n';
import type { Route } from '#model/navigation';
import type { RemoteKey } from '#ports';
import { platformSourceId } from '#sources/registry';
import { createSampleApp, SAMPLE_PLATFORM_URL, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createView } from '#ui/engine';
import { createTheme } from '#ui/theme';
import { createPage } from '../create-page';
import { SearchPage } from './search-page';

let stage: TestStage;
let sample: SampleApp;

/** Lets indexes be built and what follows be drawn. */
async function wait(): Promise<void> {
  for (let round = 0; round < 40; round += 1) {
    await sample.host.clock.advance(5);
    await settle();
  }
  stage.settle();
}

async function open(route: Route, locale: Locale = 'en'): Promise<void> {
  sample = await createSampleApp({ locale });
  stage = createTestStage({ host: sample.host, theme: createTheme({ direction: locale === 'ar' ? 'rtl' : 'ltr' }) });
  const search = await sample.app.openSearch();
  const { navigation } = sample.app;
  navigation.open(route);
  stage.engine.root.pages.follow(
    {
      current: navigation.current,
      direction: navigation.direction,
      create: (made, entry) =>
        entry.route.name === 'search' || entry.route.name === 'person'
          ? createView(made, SearchPage, { app: sample.app, entry, search })
          : createPage(made, sample.app, entry),
    },
    2,
  );
  stage.settle();
  await wait();
}

afterEach(() => {
  stage.dispose();
  sample.app.dispose();
});

const focused = (): string => stage.mirror().focus?.id ?? '';
const fact = (name: string): string => stage.mirror().facts.get(name) ?? '';
const press = (...keys: readonly RemoteKey[]): void => {
  for (const key of keys) stage.press(key);
};
/** Types on a real keyboard. */
async function type(text: string): Promise<void> {
  for (const letter of text) sample.host.keys.type(letter);
  await wait();
}

test('what is popular is not worked out while results stand in its place', async () => {
  await open({ name: 'search' });
  await type('kestrel');
  const search = await sample.app.openSearch();
  const popular = jest.spyOn(search.popular, 'peek');
  await type(' ');
  expect([fact('results') === '0', popular.mock.calls.length]).toEqual([false, 0]);
});

describe('Search', () => {
  test('letters of the keyboard find what the sources have, in rows by kind that say how to watch', async () => {
    await open({ name: 'search' });
    expect(focused()).toBe('key-a');
    press('right', 'right', 'right', 'right', 'ok');
    await wait();
    expect([fact('query'), Number(fact('results')) > 3]).toEqual(['e', true]);
    press('right', 'right');
    expect(stage.mirror()).toMatchObject({ group: 'Live now', focus: { role: 'listitem', index: 1 } });
    expect(stage.mirror().focus?.name).toMatch(/Live now, until \d+:\d+$/);
    const groups: string[] = [];
    for (let row = 0; row < 3; row += 1) {
      press('down');
      groups.push(`${stage.mirror().group}: ${stage.mirror().focus?.name ?? ''}`);
    }
    expect(groups[0]).toMatch(/^Programmes: .*Still to come$/);
    expect(groups[1]).toMatch(/^Movies: .*Watch any time$/);
    expect(groups[2]).toMatch(/^Series: .*Watch any time$/);
  });

  test('a tab shows one kind in full; Left leads back to the keys, Back deletes and then opens the rail', async () => {
    await open({ name: 'search' });
    await type('s');
    press('right', 'right', 'right', 'right', 'right', 'right', 'up', 'right', 'right', 'right');
    expect(stage.mirror().focus).toMatchObject({ role: 'tab', id: 'movie', isSelected: true });
    press('down');
    expect([stage.mirror().group, stage.mirror().focus?.index, stage.mirror().focus?.count]).toEqual(['Movies', 1, 5]);
    press('down', 'left');
    expect(focused()).toBe('key-f');
    press('back');
    await wait();
    expect([fact('query'), sample.app.navigation.isRailOpen.peek()]).toEqual(['', false]);
    press('back');
    expect(sample.app.navigation.isRailOpen.peek()).toBe(true);
  });

  test('opening a result remembers the query; coming back finds the same result; the history can be forgotten', async () => {
    await open({ name: 'search' });
    await type('kestrel');
    press('right', 'right', 'right', 'right', 'right', 'right', 'down');
    const before = focused();
    press('ok');
    expect(sample.app.navigation.current.peek().route).toMatchObject({ name: 'movie' });
    await wait();
    sample.app.navigation.back(true);
    await wait();
    expect([focused(), fact('query')]).toEqual([before, 'kestrel']);
    press('left', 'yellow');
    await wait();
    for (let i = 0; i < 8; i += 1) press('down');
    expect(stage.mirror().focus).toMatchObject({ id: 'word kestrel', name: 'kestrel' });
    press('right', 'ok');
    await wait();
    expect(focused()).toMatch(/^key-/);
    expect(await sample.host.storage.get('searches.ingrid')).toBeNull();
  });

  test('nothing found: says so, offers what may have been meant and what people watch', async () => {
    await open({ name: 'search' });
    await type('kestrelino');
    press('right', 'right', 'right', 'right', 'right', 'right');
    expect(stage.mirror()).toMatchObject({ focus: { id: 'meant-0', name: 'Kestrel' } });
    press('down');
    expect(stage.mirror().group).toBe('People are watching');
    press('up', 'ok');
    await wait();
    expect([fact('query'), stage.mirror().group]).toEqual(['Kestrel', 'Movies']);
  });

  test('a person: the title comes first, focus waits on it, and Back returns at once', async () => {
    const from = itemKey(platformSourceId(SAMPLE_PLATFORM_URL), 'movie', 'kestrel');
    await open({ name: 'person', person: 'Elsa Dahl', from });
    expect([fact('query'), focused()]).toEqual(['Elsa Dahl', from]);
    press('back');
    expect(sample.app.navigation.current.peek().route.name).toBe('home');
  });

  test('a programme still to come is told, with its channel to watch until then', async () => {
    await open({ name: 'search' });
    await type('evening news');
    press('right', 'right', 'right', 'right', 'right', 'right', 'ok');
    expect(sample.app.notices.dialog.peek()).toMatchObject({ title: 'Evening News', text: 'Today 21:00 on Nord 1 HD', safeId: 'close' });
    sample.app.notices.answer('watch');
    await settle();
    expect(sample.app.player.channelKey.peek()).toBe(itemKey(platformSourceId(SAMPLE_PLATFORM_URL), 'channel', 'nord1'));
  });

  test('Arabic: letters begin at the right, the alphabet can be changed, and the results stand at the left', async () => {
    await open({ name: 'search' }, 'ar');
    expect(focused()).toBe('key-ا');
    // The keys are physical: the next letter stands at the left, and results beyond the last one.
    press('left');
    expect(focused()).toBe('key-ب');
    press('up', 'left', 'down');
    expect(focused()).toMatch(/^key-[a-f]$/);
    press('ok');
    await wait();
    expect(Number(fact('results'))).toBeGreaterThan(0);
    press('left', 'left', 'left', 'left', 'left', 'left');
    expect(stage.mirror().focus?.role).toBe('listitem');
  });
});
