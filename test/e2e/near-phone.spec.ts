import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { START_MS } from './steps';

jest.setTimeout(120_000);

/** Nobody answers there: the set is used without any platform. */
const NO_PLATFORM = { url: 'http://127.0.0.1:9' };

let opened: OpenedViewer;

beforeAll(async () => {
  opened = await openViewer('webos', NO_PLATFORM, SMALL_SCREEN);
});

afterAll(() => opened.viewer.close());

test('without a platform an LG set serves the phone itself: it types, presses keys and is let go', async () => {
  const { viewer, browser } = opened;
  // That there is no platform is said first, and may move the focus.
  await viewer.hears({ page: 'sign-in', formProblem: /^HRT-/ }, START_MS);
  await viewer.go('up', { role: 'tab' }, 4);
  await viewer.go('right', { id: 'own' }, 3);
  await viewer.press('ok');
  await viewer.hears({ page: 'add-source', id: 'address' });
  await viewer.press('ok');
  await viewer.go('down', { id: 'next-field' }, 8);
  await viewer.press('right');
  await viewer.hears({ id: 'type-on-phone' });
  await viewer.press('ok');
  const shown = await viewer.hears({ companionCode: /^[A-Z]{4}-[A-Z]{4} \d{4}$/ }, START_MS);
  const [code = '', pin = ''] = (shown.data['companionCode'] ?? '').split(' ');
  const place = /127\.0\.0\.1:\d+\/phone/.exec(shown.text)?.[0] ?? '';

  const phone = await browser.newPage();
  await phone.navigate(`http://${place}?code=${code}`);
  await phone.evaluate(`document.querySelector('input[name=pin]').value = ${JSON.stringify(pin)}; document.querySelector('form button').click()`);
  await phone.waitFor('document.getElementById("app") !== null', { what: 'the phone is connected' });
  await viewer.page.send('Page.bringToFront');
  await viewer.hears({ page: 'add-source', overlay: '' }, START_MS);
  await phone.waitFor('!document.getElementById("typing").hidden', { what: 'the phone knows the field' });
  await phone.evaluate('document.getElementById("typing-text").value = "http://10.0.0.9"; document.getElementById("typing-text").dispatchEvent(new Event("input"))');
  await viewer.go('left', { id: 'address' }, 4);
  await viewer.hears({ id: 'address', value: 'http://10.0.0.9' });
  await phone.evaluate('document.querySelector("[data-key=back]").click()');
  await viewer.hears({ page: 'sign-in' });
  await phone.evaluate('document.getElementById("leave").click()');
  await phone.waitFor('document.getElementById("paired").hidden', { what: 'the phone is free' });
  expect([viewer.mishaps, phone.log.exceptions]).toEqual([[], []]);
});
