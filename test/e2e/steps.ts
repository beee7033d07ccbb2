import { TEST_ACCOUNTS, type TestPlatform } from '#test/harness/server';
import type { OpenedViewer } from './open-viewer';
import { confirmOnPhone } from './phone';
import type { Viewer } from './viewer';

/** The first page after a start may take this long on a loaded machine with software drawing. */
export const START_MS = 60_000;

/** Waits for the code, confirms it on the phone as the account `tester`, and chooses the first profile. */
export async function signInByPhone({ viewer, browser }: OpenedViewer, platform: TestPlatform): Promise<void> {
  const shown = await viewer.hears({ page: 'sign-in', code: /^[A-Z0-9]{4}-[A-Z0-9]{4}$/ }, START_MS);
  const phone = await browser.newPage();
  await confirmOnPhone(phone, platform.url, shown.data['code'] ?? '', TEST_ACCOUNTS.tester);
  await viewer.page.send('Page.bringToFront');
  phone.disconnect();
  await chooseProfile(viewer);
}

/** Takes the profile that has the focus, or goes on where there is only one. */
export async function chooseProfile(viewer: Viewer): Promise<void> {
  const { page } = await viewer.hears({ page: /^(profiles|home)$/ }, START_MS);
  if (page === 'profiles') await viewer.press('ok');
  await viewer.hears({ page: 'home', id: /./ }, START_MS);
}

/** Opens a page of the rail from wherever a root page has the focus: Back to the top and to the rail, then to the item. */
export async function openFromRail(viewer: Viewer, item: string): Promise<void> {
  await viewer.go('back', { overlay: 'rail' }, 6);
  const mirror = await viewer.now();
  const order = ['home', 'live', 'movies', 'series', 'my-list', 'settings'];
  const isBelow = order.indexOf(mirror.data['id'] ?? '') < order.indexOf(item);
  await viewer.go(isBelow ? 'down' : 'up', { overlay: 'rail', id: item }, 8);
  await viewer.press('ok');
  await viewer.hears({ page: item, overlay: '' });
}

/** Rows of the app's keyboard below the address shortcuts, for both layouts; digits are pressed on the remote. */
const LETTER_ROWS = ['qwertyuiop', 'asdfghjkl-', 'zxcvbnm.'];
const SYMBOL_ROWS = ['!"#$%&\'()*', '+-/:;<=>?@', '[\\]^_{|}~€'];

/** Types with the app's own keyboard while one of its keys has the focus, as a viewer with a remote does. */
export async function typeOnScreen(viewer: Viewer, text: string): Promise<void> {
  for (const letter of text) {
    if (/[0-9]/.test(letter)) await viewer.press(`digit${letter}` as 'digit0');
    else if (LETTER_ROWS.some((row) => row.indexOf(letter) !== -1)) await pressKey(viewer, letter, LETTER_ROWS);
    else {
      await viewer.press('yellow');
      await pressKey(viewer, letter, SYMBOL_ROWS);
      await viewer.press('yellow');
    }
  }
}

async function pressKey(viewer: Viewer, letter: string, rows: readonly string[]): Promise<void> {
  const row = rows.find((keys) => keys.indexOf(letter) !== -1) ?? '';
  const rowOf = (id: string | undefined): number => rows.findIndex((keys) => keys.indexOf((id ?? '').replace('key-', '')) !== -1 && (id ?? '').length === 5);
  const target = rows.indexOf(row);
  const from = rowOf((await viewer.now()).data['id']);
  // From digits and the bottom row: first to the letters.
  if (from === -1) {
    const { data } = await viewer.now();
    await viewer.press(/^key-(shift|symbols|space|left|right|delete)$/.test(data['id'] ?? '') ? 'up' : 'down');
  }
  for (let presses = 0; presses < 5; presses += 1) {
    const at = rowOf((await viewer.now()).data['id']);
    if (at === target) break;
    await viewer.press(at === -1 || at < target ? 'down' : 'up');
  }
  const column = row.indexOf((((await viewer.now()).data['id'] ?? '').replace('key-', '')));
  await viewer.go(column < row.indexOf(letter) ? 'right' : 'left', { id: `key-${letter}` }, 10);
  await viewer.press('ok');
}
