import { TEST_ACCOUNTS, type TestPlatform } from '#test/harness/server';
import type { OpenedViewer } from './open-viewer';
import { confirmOnPhone } from './phone';
import type { Viewer, Wish } from './viewer';

/** The first page after a start may take this long on a loaded machine with software drawing. */
export const START_MS = 60_000;

/** Where a new viewer arrives. */
const AT_HOME: Wish = { page: 'home', id: /./ };

/** Waits for the code, confirms it on the phone as the account `tester`, chooses the focused profile and waits for what comes then. */
export async function signInByPhone({ viewer, browser }: OpenedViewer, platform: TestPlatform, landing: Wish = AT_HOME): Promise<void> {
  const shown = await viewer.hears({ page: 'sign-in', code: /^[A-Z0-9]{4}-[A-Z0-9]{4}$/ }, START_MS);
  const phone = await browser.newPage();
  await confirmOnPhone(phone, platform.url, shown.data['code'] ?? '', TEST_ACCOUNTS.tester);
  await phone.close();
  await viewer.page.send('Page.bringToFront');
  await chooseProfile(viewer, landing);
}

/** Takes the profile that has the focus, or goes on where there is only one. */
export async function chooseProfile(viewer: Viewer, landing: Wish = AT_HOME): Promise<void> {
  const { page } = await viewer.hears({ page: /^(profiles|home|live|player)$/ }, START_MS);
  if (page === 'profiles') await viewer.press('ok');
  await viewer.hears(landing, START_MS);
}

/** Opens a page of the rail from wherever a root page has the focus: Back to the top and to the rail, then to the item. */
export async function openFromRail(viewer: Viewer, item: string): Promise<void> {
  await viewer.go('back', { overlay: 'rail' }, 6);
  const mirror = await viewer.now();
  const order = ['search', 'home', 'live', 'guide', 'movies', 'series', 'my-list', 'shop', 'settings'];
  const isBelow = order.indexOf(mirror.data['id'] ?? '') < order.indexOf(item);
  await viewer.go(isBelow ? 'down' : 'up', { overlay: 'rail', id: item }, 8);
  await viewer.press('ok');
  await viewer.hears({ page: item, overlay: '' });
}

/** Opens settings from Home, which offers them itself while it is empty. */
export async function openSettings(viewer: Viewer): Promise<void> {
  const { data } = await viewer.now();
  if (data['id'] === 'settings') await viewer.press('ok');
  else await openFromRail(viewer, 'settings');
  await viewer.hears({ page: 'settings', id: 'account' }, START_MS);
}

/** From the first screen to the form of an own source. */
export async function openOwnSource(viewer: Viewer): Promise<void> {
  await viewer.hears({ page: 'sign-in', code: /-/ }, START_MS);
  await viewer.go('right', { id: 'own' }, 3);
  await viewer.press('ok');
  await viewer.hears({ page: 'add-source', id: 'address' });
}

/** From the first screen to Home with the playlist of an address. */
export async function addPlaylist(viewer: Viewer, address: string): Promise<void> {
  await openOwnSource(viewer);
  await viewer.go('up', { role: 'tab' }, 2);
  await viewer.go('right', { id: 'm3u' }, 2);
  await viewer.press('down', 'ok');
  await fillForm(viewer, [address.replace(SCHEME, ''), '']);
  await viewer.hears({ page: 'home', name: /./ }, START_MS);
}

/** Rows of letters of the app's keyboard, as pages of both layouts have them; digits are pressed on the remote. */
const LETTER_ROWS = ['qwertyuiop', 'asdfghjkl-', 'zxcvbnm._/'];
const SYMBOL_ROWS = ['!"#$%&\'()*', '+-/:;<=>?@', '[\\]^_{|}~€'];
const BELOW_LETTERS = /^key-(shift|symbols|space|left|right|delete)$/;
const SCHEME = 'http://';

/** Types with the app's own keyboard while one of its keys has the focus, as a viewer with a remote does. */
export async function typeOnScreen(viewer: Viewer, text: string): Promise<void> {
  await viewer.hears({ id: /^key-/ });
  const hasScheme = text.indexOf(SCHEME) === 0;
  if (hasScheme) {
    await viewer.go('up', { id: /^key-(http|https|:8080|\.com|@)/ }, 6);
    await viewer.go('left', { id: `key-${SCHEME}` }, 6);
    await viewer.press('ok');
  }
  for (const letter of hasScheme ? text.slice(SCHEME.length) : text) {
    if (/[0-9]/.test(letter)) await typeDigits(viewer, letter);
    else if (LETTER_ROWS.some((row) => row.indexOf(letter) !== -1)) await pressKey(viewer, letter, LETTER_ROWS);
    else {
      // The page of symbols and back, by its colour key.
      await viewer.press('yellow');
      await pressKey(viewer, letter, SYMBOL_ROWS);
      await viewer.press('yellow');
    }
  }
}

/** Types the texts of all fields of a form, whose keyboard has the focus in the first, and presses its button. */
export async function fillForm(viewer: Viewer, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await typeOnScreen(viewer, text);
    await viewer.go('down', { id: 'next-field' }, 8);
    await viewer.press('ok');
  }
  await viewer.hears({ id: 'submit' });
  await viewer.press('ok');
}

/** Types digits with the number keys. */
export async function typeDigits(viewer: Viewer, digits: string): Promise<void> {
  for (const digit of digits) await viewer.press(`digit${digit}` as 'digit0');
}

/** Row and column of the key that has the focus; row -1 outside these rows. */
async function whereAt(viewer: Viewer, rows: readonly string[]): Promise<{ readonly id: string; readonly row: number; readonly column: number }> {
  const id = (await viewer.now()).data['id'] ?? '';
  const key = id.replace('key-', '');
  const row = key.length === 1 ? rows.findIndex((keys) => keys.indexOf(key) !== -1) : -1;
  return { id, row, column: (rows[row] ?? '').indexOf(key) };
}

async function pressKey(viewer: Viewer, letter: string, rows: readonly string[]): Promise<void> {
  const target = rows.findIndex((keys) => keys.indexOf(letter) !== -1);
  for (let presses = 0; presses < 8; presses += 1) {
    const { id, row } = await whereAt(viewer, rows);
    // This one stands in a row of its layout's own choice: aside, where the row is known.
    const isUnclear = id === 'key-@' && letter !== '@';
    if (row === target && !isUnclear) break;
    const isAbove = row === -1 ? !BELOW_LETTERS.test(id) : row < target;
    await viewer.press(isUnclear ? 'left' : isAbove ? 'down' : 'up');
  }
  const { column } = await whereAt(viewer, rows);
  await viewer.go(column < (rows[target] ?? '').indexOf(letter) ? 'right' : 'left', { id: `key-${letter}` }, 10);
  await viewer.press('ok');
}
