import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from '#test/harness/cdp';
import { startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { fillForm, openOwnSource, openSettings, START_MS, typeOnScreen } from './steps';
import type { TelevisionKind, Viewer } from './viewer';

jest.setTimeout(400_000);

/** Nobody answers there: the set is used without any platform. */
const NO_PLATFORM = { url: 'http://127.0.0.1:9' };
const WORDS = 'correct horse';

let platform: TestPlatform;
const opened: OpenedViewer[] = [];

beforeAll(async () => {
  platform = await startPlatform();
});

afterEach(async () => {
  for (const { viewer } of opened.splice(0)) await viewer.close();
});

afterAll(() => platform.stop());

async function openSet(kind: TelevisionKind, at: Pick<TestPlatform, 'url'> = platform): Promise<OpenedViewer> {
  const set = await openViewer(kind, at, SMALL_SCREEN);
  opened.push(set);
  return set;
}

/** Adds the provider's line, with the remote. */
async function addLine(viewer: Viewer): Promise<void> {
  const { streamUser, streamPassword } = TEST_ACCOUNTS.tester;
  await viewer.press('ok');
  await fillForm(viewer, [`127.0.0.1:${String(platform.port)}`, streamUser, streamPassword, '']);
  await viewer.hears({ page: 'home', name: /./ }, START_MS);
}

/** From Home to the page of moving. */
async function openTransfer(viewer: Viewer): Promise<void> {
  await openSettings(viewer);
  await viewer.press('right');
  await viewer.go('down', { id: 'transfer' }, 8);
  await viewer.press('ok');
  await viewer.hears({ page: 'transfer', transfer: 'menu' }, START_MS);
}

async function showCode(viewer: Viewer): Promise<string> {
  await openTransfer(viewer);
  await viewer.hears({ id: 'send' });
  await viewer.press('ok');
  await viewer.hears({ transfer: 'choosing', id: 'go' }, START_MS);
  await viewer.press('ok');
  const { data } = await viewer.hears({ transfer: 'code', moveCode: /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/ }, START_MS);
  return data['moveCode'] ?? '';
}

/** From the first screen of a new set to the page of moving. */
async function bringFromFirstScreen(viewer: Viewer): Promise<void> {
  await viewer.go('up', { role: 'tab' }, 4);
  await viewer.go('right', { id: 'own' }, 3);
  await viewer.press('down');
  await viewer.go('right', { id: 'bring' }, 2);
  await viewer.press('ok');
  await viewer.hears({ page: 'transfer', transfer: 'menu' }, START_MS);
}

async function typeCode(viewer: Viewer, code: string): Promise<void> {
  await viewer.go('down', { id: 'receive' }, 2);
  await viewer.press('ok');
  await viewer.hears({ overlay: 'move-code' });
  await typeOnScreen(viewer, code.replace(/-/g, '').toLowerCase());
  await viewer.go('down', { id: 'name-done' }, 8);
  await viewer.press('ok');
}

/** Looks at what comes, takes it over, and waits for the start after it. */
async function takeOver(viewer: Viewer): Promise<void> {
  await viewer.hears({ transfer: 'preview', id: 'accept' }, START_MS);
  await viewer.go('down', { id: 'sources', role: 'switch' }, 8);
  await viewer.go('up', { id: 'accept' }, 8);
  await viewer.press('ok');
  await viewer.go('left', { id: 'go' }, 2);
  await viewer.press('ok');
  await viewer.hears({ page: 'home', name: /./ }, START_MS);
}

/** That the line's channels are there and play. */
async function watch(viewer: Viewer): Promise<void> {
  await viewer.go('back', { overlay: 'rail' }, 4);
  await viewer.go('down', { overlay: 'rail', id: 'live' }, 4);
  await viewer.press('ok');
  await viewer.hears({ page: 'live', role: 'listitem' }, START_MS);
  await viewer.press('ok');
  await viewer.watches(0);
}

test('by a code: from the web host to a Samsung set, from there to an LG set, without an account', async () => {
  const { viewer: first } = await openSet('web');
  await openOwnSource(first);
  await addLine(first);
  let code = await showCode(first);
  await first.close();
  opened.splice(0);
  for (const kind of ['tizen', 'webos'] as const) {
    const { viewer } = await openSet(kind);
    await viewer.hears({ page: 'sign-in', code: /-/ }, START_MS);
    await bringFromFirstScreen(viewer);
    await typeCode(viewer, code);
    await takeOver(viewer);
    if (kind === 'webos') await watch(viewer);
    else code = await showCode(viewer);
    expect(viewer.mishaps).toEqual([]);
    await viewer.close();
    opened.splice(0);
  }
});

/** Pairs a phone with an LG set that serves it itself. */
async function pair({ viewer, browser }: OpenedViewer): Promise<Page> {
  await viewer.hears({ transfer: 'phone', id: 'pair' }, START_MS);
  await viewer.press('ok');
  const shown = await viewer.hears({ companionCode: /^[A-Z]{4}-[A-Z]{4} \d{4}$/ }, START_MS);
  const [code = '', pin = ''] = (shown.data['companionCode'] ?? '').split(' ');
  const place = /127\.0\.0\.1:\d+\/phone/.exec(shown.text)?.[0] ?? '';
  const phone = await browser.newPage();
  await phone.navigate(`http://${place}?code=${code}`);
  await phone.evaluate(`document.querySelector('input[name=pin]').value = ${JSON.stringify(pin)}; document.querySelector('form button').click()`);
  await phone.waitFor('document.getElementById("app") !== null', { what: 'the phone is connected' });
  await viewer.page.send('Page.bringToFront');
  await phone.waitFor('!document.getElementById("backup").hidden', { timeoutMs: START_MS, what: 'the phone knows of the backup' });
  return phone;
}

async function typeWords(viewer: Viewer): Promise<void> {
  await viewer.hears({ overlay: 'words' }, START_MS);
  for (const [at, word] of WORDS.split(' ').entries()) {
    if (at > 0) {
      await viewer.go('down', { id: 'key-space' }, 6);
      await viewer.press('ok');
      await viewer.press('up');
    }
    await typeOnScreen(viewer, word);
  }
  await viewer.go('down', { id: 'name-done' }, 8);
  await viewer.press('ok');
}

test('by a file on the phone: from one LG set without any platform to another', async () => {
  const from = await openSet('webos', NO_PLATFORM);
  const { viewer } = from;
  await viewer.hears({ page: 'sign-in', formProblem: /^HRT-/ }, START_MS);
  await viewer.go('up', { role: 'tab' }, 4);
  await viewer.go('right', { id: 'own' }, 3);
  await viewer.press('ok');
  await viewer.hears({ page: 'add-source', id: 'address' });
  await addLine(viewer);
  await openTransfer(viewer);
  await viewer.go('down', { id: 'save' }, 4);
  await viewer.press('ok');
  await viewer.hears({ transfer: 'choosing', id: 'go' }, START_MS);
  await viewer.press('ok');
  await typeWords(viewer);
  await typeWords(viewer);
  const phone = await pair(from);
  await phone.evaluate('window.kept = null; URL.createObjectURL = (blob) => { window.kept = blob; return "#"; }; document.getElementById("backup-save").click()');
  await viewer.hears({ transfer: 'saved' }, START_MS);
  const file = String(await phone.evaluateAsync('window.kept.arrayBuffer().then((bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))))'));
  expect(Buffer.from(file, 'base64').toString('latin1')).not.toContain(TEST_ACCOUNTS.tester.streamPassword);
  expect([viewer.mishaps, phone.log.exceptions]).toEqual([[], []]);
  await viewer.close();
  opened.splice(0);

  const to = await openSet('webos', NO_PLATFORM);
  await to.viewer.hears({ page: 'sign-in', formProblem: /^HRT-/ }, START_MS);
  await bringFromFirstScreen(to.viewer);
  await to.viewer.go('down', { id: 'restore' }, 4);
  await to.viewer.press('ok');
  const second = await pair(to);
  await second.evaluate(`(function () {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(${JSON.stringify(file)}), (letter) => letter.charCodeAt(0))], 'mine.hearth'));
    document.getElementById('backup-file').files = files.files;
    document.getElementById('backup').requestSubmit();
  })()`);
  await to.viewer.hears({ transfer: 'locked', id: 'words' }, START_MS);
  await to.viewer.press('ok');
  await typeWords(to.viewer);
  await takeOver(to.viewer);
  await watch(to.viewer);
  expect([to.viewer.mishaps, second.log.exceptions]).toEqual([[], []]);
});
