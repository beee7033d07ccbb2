import { mergeCatalogs } from '#core/catalog';
import { buildSearchIndex, encodeSearchIndex } from '#core/search';
import { signal } from '#core/state';
import { createCards } from '#model/cards';
import { createFavouritesModel } from '#model/favourites';
import type { HomeRow } from '#model/home';
import { createTranslator } from '#model/i18n';
import { createProgressModel } from '#model/progress';
import { createSearchModel, type SearchModel } from '#model/search';
import type { ProfileView, SourceView } from '#model/session';
import { createTimeModel } from '#model/time';
import { createStoredCell } from '#sources/storage';
import { createFakeHost, FakeCatalogModel, readStrings, settle } from '#test/harness/fakes';
import type { Candidate, CandidateJob } from '../candidates/candidate';
import { quantile } from '../measurement';
import { catalogOf, NOT_JUDGED, SOURCE } from './search-candidates';
import { queriesFor, readTitles } from './title-list';

/** Names typed; the first keys, those of the first few names, are met by an engine that has just begun. */
const [NAMES, ERRORS, FIRST_KEYS] = [100, 200, 60];
/** Results of a kind that the page draws at once. */
const IN_VIEW = 5;
const STEP_MS = 5;

/** Everything the search page answers from, over one catalogue whose index is stored, on a simulated clock. */
async function openSearch(job: CandidateJob): Promise<{ readonly search: SearchModel; prepare(): Promise<void> }> {
  const catalog = catalogOf(readTitles(job.dataPath));
  const host = createFakeHost();
  const models = new FakeCatalogModel();
  models.wholes.set(SOURCE, catalog);
  models.catalog.value = mergeCatalogs([catalog]);
  models.searchChunks.set(SOURCE, encodeSearchIndex(buildSearchIndex(catalog)));
  const translator = createTranslator({ clock: host.clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  const own = { clock: host.clock, log: host.log, cellOf: (id: string) => createStoredCell(host.storage, host.log, id), remote: () => null };
  const [progress, favourites] = [createProgressModel(own), createFavouritesModel(own)];
  const search = createSearchModel({
    clock: host.clock, log: host.log, catalog: models, translator, progress, favourites,
    cards: createCards({ translator, progress, nowMs: () => host.clock.nowMs() }),
    time: createTimeModel(host.clock),
    session: { sources: signal<readonly SourceView[]>([{ id: SOURCE, kind: 'playlist', name: 'Titles', host: '', error: null }]), profile: signal<ProfileView | null>(null) },
    home: { rows: signal<readonly HomeRow[]>([]) },
    notices: { ask: () => Promise.resolve('close'), showToast: () => undefined },
    mergeChannels: () => null,
    cellOf: (id) => createStoredCell(host.storage, host.log, `searches.${id}`),
    perform: () => undefined,
    remind: () => undefined,
  });
  return {
    search,
    async prepare() {
      let isDone = false as boolean;
      void search.prepare().then(() => (isDone = true));
      while (!isDone) {
        await host.clock.advance(STEP_MS);
        await settle();
      }
    },
  };
}

/** Types a query and reads what the page shows of it; names of the results in view. */
function type(search: SearchModel, query: string, count: number): readonly string[] {
  search.setQuery(query);
  const names: string[] = [];
  for (const { results } of search.answer.value.groups) for (let index = 0; index < Math.min(count, results.length); index += 1) names.push(results.at(index)?.title ?? '');
  return names;
}

function probe(job: CandidateJob, search: SearchModel): Record<string, number> {
  const queries = queriesFor(readTitles(job.dataPath), { typed: NAMES, errors: ERRORS });
  const timesOf = (texts: readonly string[]): readonly number[] =>
    texts.map((text) => {
      const before = process.cpuUsage();
      type(search, text, IN_VIEW);
      const used = process.cpuUsage(before);
      return used.user + used.system;
    });
  const typed = timesOf(queries.keystrokes);
  const misspelt = timesOf(queries.misspelt.map(({ text }) => text));
  const bare = (name: string): string => name.replace(/^[A-Z]{2}: /, '').replace(/ (?:HD|FHD|4K|SD)$/, '');
  // Any version of a title is the title.
  const found = (list: typeof queries.exact): number => (list.filter(({ text, wanted }) => type(search, text, Infinity).some((name) => bare(name) === bare(wanted))).length / list.length) * 100;
  return {
    typedMedianUs: quantile(typed, 0.5), typedP95Us: quantile(typed, 0.95), typedMaxUs: Math.max(...typed), keystrokes: typed.length,
    firstP95Us: quantile(typed.slice(0, FIRST_KEYS), 0.95), misspeltP95Us: quantile(misspelt, 0.95),
    exactPercent: found(queries.exact), misspeltPercent: found(queries.misspelt),
  };
}

/** What the page does for a key, drawing apart: asks every kind, merges versions, leaves out what may not be seen, writes the results in view. */
export const PAGE_SEARCH: Candidate = {
  name: 'the search page', role: 'reference',
  async prepare(job) {
    const measured = await openSearch(job);
    return {
      run: measured.prepare,
      rows: () => 0,
      async probe() {
        // Memory has been measured with collections that throw compiled code away: no page has those.
        const typed = await openSearch(job);
        await typed.prepare();
        return probe(job, typed.search);
      },
      judge: () => NOT_JUDGED,
    };
  },
};
