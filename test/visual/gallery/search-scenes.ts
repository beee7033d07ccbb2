import { itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import type { Scene, SceneStep } from './scenes';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);

/** What comes late in the app has come: code, indexes, channels' programmes. */
const READY_MS = 3000;
const open: SceneStep = ({ app }: SampleApp) => {
  app.navigation.open({ name: 'search' });
};
/** Types without walking over the keys. */
const type =
  (query: string): SceneStep =>
  async ({ app }: SampleApp) => {
    (await app.openSearch()).setQuery(query);
  };
const openResults = (query: string): readonly SceneStep[] => [open, READY_MS, type(query), 1000];
/** Somebody searched here before. */
const searchBefore: SceneStep = async ({ app }: SampleApp) => {
  const search = await app.openSearch();
  for (const query of ['northern', 'ferry islands', 'kestrel']) {
    search.setQuery(query);
    const [first] = search.answer.peek().groups;
    const result = first?.results.at(0);
    if (result !== null && result !== undefined) search.open(result);
  }
};
const openPerson: SceneStep = ({ app }: SampleApp) => {
  app.navigation.open({ name: 'person', person: 'Elsa Dahl', from: itemKey(SOURCE, 'movie', 'kestrel') });
};

/** Scenes of search. */
export const SEARCH_SCENES: Readonly<Record<string, Scene>> = {
  search: { steps: [...openResults('s'), 'down', 'down', 'right', 'right', 'right', 'right', 'right'] },
  'search-empty': { steps: [open, READY_MS] },
  'search-before': { steps: [open, READY_MS, searchBefore, 500, open, READY_MS] },
  'search-results': { steps: [...openResults('n'), 'right', 'right', 'right', 'right', 'right', 'right', 'down', 'down'] },
  'search-movies': { steps: [...openResults('the'), 'right', 'right', 'right', 'right', 'right', 'right', 'up', 'right', 'right', 'down'] },
  'search-nothing': { steps: [...openResults('kestrelino'), 'down', 'right'] },
  'search-letters': { steps: [open, READY_MS, 'up', 'right', 'down', 'down'] },
  'search-person': { steps: [openPerson, READY_MS] },
};
