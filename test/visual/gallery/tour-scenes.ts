import type { SampleApp } from '#test/harness/fakes';
import type { Scene, SceneStep } from './scenes';

const GROUPS = [
  'DE | Vollprogramme', 'DE | Sport', 'DE | Nachrichten', 'DE | Kinder', 'UK | Entertainment', 'UK | Sport', 'UK | News', 'FR | Cinéma', 'FR | Sport', 'FR | Jeunesse',
  'AR | أخبار', 'AR | رياضة', 'TR | Ulusal', 'TR | Spor', 'EXYU | Film', 'IT | Calcio', 'ES | Deportes', 'PL | Kino', 'XXX | Adults', 'Radio', 'Mixed',
];

/** Groups of films; of series there is one, with its episodes. */
const FILMS: ReadonlyArray<readonly [group: string, count: number]> = [['DE | Filme', 240], ['FR | Films', 96], ['EN | Movies', 310]];

/** A list as providers write them: groups with marks, headings, rows listed twice. */
function list(): string {
  const lines = ['#EXTM3U'];
  GROUPS.forEach((group, at) => {
    lines.push(`#EXTINF:-1 group-title="${group}",##### ${group} #####`, `http://line.example/h${String(at)}.ts`);
    const count = 9 + ((at * 7) % 31);
    for (let i = 0; i < count; i += 1) lines.push(`#EXTINF:-1 group-title="${group}",${group} ${String(i % 11 === 10 ? i - 1 : i)}`, `http://line.example/${String(at)}-${String(i)}.ts`);
  });
  for (const [group, count] of FILMS) {
    for (let i = 0; i < count; i += 1) lines.push(`#EXTINF:-1 group-title="${group}",${group} ${String(i)} (2024)`, `http://line.example/movie/u/p/${group.slice(0, 2)}${String(i)}.mkv`);
  }
  for (let i = 1; i < 9; i += 1) lines.push(`#EXTINF:-1 group-title="TR | Dizi",Masal S01E0${String(i)}`, `http://line.example/series/u/p/${String(i)}.mkv`);
  return lines.join('\n');
}

const addList: SceneStep = async ({ app, host }: SampleApp) => {
  host.http.on('/list.m3u', { body: list() });
  await app.session.addPlaylist({ address: 'http://line.example/list.m3u', name: 'Ember IPTV' });
  await app.catalog.refreshNow();
};
const openTour: SceneStep = ({ app }) => {
  if (app.navigation.current.peek().route.name !== 'tour') app.navigation.open({ name: 'tour' });
};
const LATE = [100, 100, 100, 300] as const;
/** Towards the start of a line of reading, whichever side that is. */
const toStart: SceneStep = ({ app, host }) => {
  host.keys.press(app.translator.direction.peek() === 'rtl' ? 'right' : 'left');
};

/** Opens the tour, lists read. */
const OPENED: readonly SceneStep[] = [addList, ...LATE, openTour, ...LATE, ...LATE];

/** Sorting out what own sources list. */
export const TOUR_SCENES: Readonly<Record<string, Scene>> = {
  'tour-languages': { steps: [...OPENED, 'down', 'ok', 'down', 'ok', 'ok'] },
  'tour-kinds': { steps: [...OPENED, toStart, 'ok', 'down', 'ok'] },
  'tour-cleanups': { steps: [...OPENED, toStart, 'ok', toStart, 'ok', 'down', 'ok'] },
  // Once something is hidden, it can be brought back.
  'tour-again': { steps: [...OPENED, toStart, 'ok', toStart, 'ok', toStart, 'ok', ...LATE, ...LATE, openTour, ...LATE, ...LATE, toStart, 'down'] },
};
