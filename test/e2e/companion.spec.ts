import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from '#test/harness/cdp';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { openOwnSource, START_MS } from './steps';

jest.setTimeout(180_000);

let platform: TestPlatform;
let opened: OpenedViewer;

beforeAll(async () => {
  platform = await startPlatform();
  opened = await openViewer('web', platform, SMALL_SCREEN);
});

afterAll(async () => {
  await opened.viewer.close();
  await platform.stop();
});

/** Fourteen groups as providers name them, each with a heading and two channels. */
function playlist(): string {
  const groups = ['DE | Sport', 'DE | Kino', 'UK | News', 'UK | Sport', 'UK | Kids', 'FR | Sport', 'FR | Cinéma', 'TR | Haber', 'TR | Spor', 'IT | Calcio', 'ES | Deportes', 'PL | Kino', 'AR | أخبار', 'Radio'];
  const rows = groups.flatMap((group, at) => ['#### ####', 'One', 'Two'].map((name, index) => `#EXTINF:-1 group-title="${group}",${name} ${String(at)}\nhttp://127.0.0.1:9/${String(at)}-${String(index)}.m3u8`));
  return `#EXTM3U\n${rows.join('\n')}\n`;
}

/** Pairs a phone as a person does: types the code and the PIN that the television shows. */
async function pairPhone(): Promise<Page> {
  const { viewer, browser } = opened;
  const shown = await viewer.page.waitFor('document.getElementById("hearth-mirror").getAttribute("data-companion-code")', { timeoutMs: START_MS, what: 'the television shows a code and a PIN' });
  const [code = '', pin = ''] = String(shown).split(' ');
  const phone = await browser.newPage();
  await phone.navigate(`${platform.url}/phone`);
  await phone.evaluate(`document.querySelector('input[name=code]').value = ${JSON.stringify(code)}; document.querySelector('input[name=pin]').value = ${JSON.stringify(pin)}; document.querySelector('form button').click()`);
  await phone.waitFor('document.getElementById("app") !== null', { what: 'the phone is connected' });
  // Pages behind others draw nothing; the phone needs no frames.
  await viewer.page.send('Page.bringToFront');
  return phone;
}

test('a phone types into the television, sends it a playlist, sorts it out by keys, presses keys and hides a channel', async () => {
  const { viewer } = opened;
  await openOwnSource(viewer);
  await viewer.press('ok');
  await viewer.go('down', { id: 'next-field' }, 8);
  await viewer.press('right');
  await viewer.hears({ id: 'type-on-phone' });
  await viewer.press('ok');
  const phone = await pairPhone();
  await viewer.hears({ page: 'add-source', overlay: '' }, START_MS);
  await phone.waitFor('!document.getElementById("typing").hidden', { what: 'the phone knows the field' });
  await phone.evaluate('document.getElementById("typing-text").value = "http://10.0.0.9"; document.getElementById("typing-text").dispatchEvent(new Event("input"))');
  await viewer.go('left', { id: 'address' }, 4);
  await viewer.hears({ id: 'address', value: 'http://10.0.0.9' });

  await phone.evaluate(`(function () {
    const files = new DataTransfer();
    files.items.add(new File([${JSON.stringify(playlist())}], 'My list.m3u'));
    document.getElementById('playlist-file').files = files.files;
    document.getElementById('playlist-form').requestSubmit();
  })()`);
  await viewer.hears({ page: 'tour', role: 'button' }, START_MS);
  await phone.waitFor('document.getElementById("playlist-state").textContent === "Your television has it."', { what: 'the phone hears that it arrived' });
  // English is the language of the set: the others wait for later.
  await viewer.hears({ page: 'tour', id: 'en', value: 'Now' });
  await viewer.press('down');
  await viewer.hears({ page: 'tour', value: 'Later' });
  for (const step of ['next', 'next', 'done']) {
    await viewer.go('left', { id: step }, 2);
    await viewer.press('ok');
  }
  await viewer.hears({ page: 'home' }, START_MS);

  // A list without films and without a guide fills no row of Home.
  await viewer.go('left', { overlay: 'rail' }, 2);
  await viewer.go('down', { overlay: 'rail', id: 'live' }, 4);
  await viewer.press('ok');
  await viewer.hears({ page: 'live', role: 'listitem' }, START_MS);
  const before = (await viewer.now()).data['id'];
  await phone.evaluate('document.querySelector("[data-key=down]").click()');
  await viewer.page.waitFor(`document.getElementById("hearth-mirror").getAttribute("data-id") !== ${JSON.stringify(before)}`, { what: 'the phone moved the focus' });

  await phone.evaluate('document.getElementById("tab-arrange").click()');
  await phone.waitFor('document.querySelectorAll("#channels li").length > 10', { what: 'the phone lists channels' });
  // What the tour hid is struck out; what it kept is not.
  const hidden = 'Array.from(document.querySelectorAll("#channels .off")).length';
  const first = Number(await phone.evaluate(hidden));
  await phone.evaluate('document.querySelector("#channels li:not(:has(.off)) [data-act^=hide]").click()');
  await phone.waitFor(`${hidden} === ${String(first + 1)}`, { what: 'the channel is hidden' });
  await phone.evaluate('document.getElementById("undo").click()');
  await phone.waitFor(`${hidden} === ${String(first)}`, { what: 'and back' });

  await phone.evaluate('document.getElementById("leave").click()');
  await phone.waitFor('document.getElementById("paired").hidden', { what: 'the phone is free' });
  expect(viewer.mishaps).toEqual([]);
});
