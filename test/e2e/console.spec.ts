import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { engineWithoutGl, launchBrowser } from '#test/harness/cdp';
import type { Browser, Page } from '#test/harness/cdp';
import { startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import { signInByPhone } from './steps';

jest.setTimeout(300_000);

/** What a hostile list might call a channel. */
const HOSTILE = '<img src=x onerror=window.hacked=1><script>window.hacked=1</script>';
const PLAYLIST = `#EXTM3U\n#EXTINF:-1 group-title="${HOSTILE}",${HOSTILE}\nhttp://127.0.0.1:9/one.m3u8\n#EXTINF:-1,Quarry Nine\nhttp://127.0.0.1:9/two.m3u8\nthis line means nothing\n`;
const MOST_STEPS = 120;

let platform: TestPlatform;
let browser: Browser;
let provider: Server;
let keys: Keyboard;
let password = '';

/** What the focus is on: its name as a screen reader says it, short of the rules nobody needs here. */
const FOCUSED = `(function () {
  var it = document.activeElement;
  if (it === null || it === document.body) return '';
  var labelled = it.getAttribute('aria-label') || (it.labels && it.labels[0] ? it.labels[0].firstChild.textContent || it.labels[0].textContent : '');
  return labelled || it.textContent || '';
})()`;

/** An operator who has no mouse. */
class Keyboard {
  constructor(readonly page: Page) {}

  /** Goes on until the focus is on something of this name; everything has to be reachable. */
  async tabTo(name: string): Promise<void> {
    const seen: string[] = [];
    for (let step = 0; step < MOST_STEPS; step += 1) {
      await this.key('Tab', 9);
      const focused = String(await this.page.evaluate(FOCUSED));
      if (focused === name) return;
      seen.push(focused);
    }
    throw new Error(`the Tab key does not lead to "${name}", only to: ${seen.join(' | ')}`);
  }

  async enter(): Promise<void> {
    await this.key('Enter', 13, '\r');
  }

  /** Goes to a field and replaces what stands in it. */
  async type(field: string, text: string): Promise<void> {
    await this.tabTo(field);
    await this.page.evaluate('document.activeElement.select ? document.activeElement.select() : 0');
    await this.page.send('Input.insertText', { text });
  }

  async follow(name: string): Promise<void> {
    await this.tabTo(name);
    await this.enter();
  }

  /** Alt and an arrow. */
  async altUp(): Promise<void> {
    await this.key('ArrowUp', 38, '', 1);
  }

  /** Goes to a page by the menu and waits for its heading, which then has the focus. */
  async open(page: string): Promise<void> {
    await this.follow(page);
    await this.page.waitFor(`document.activeElement.tagName === 'H1' && document.activeElement.textContent === ${JSON.stringify(page)}`, { what: `the page ${page}` });
  }

  sees(text: string): Promise<unknown> {
    return this.page.waitFor(`document.body.innerText.includes(${JSON.stringify(text)})`, { what: `"${text}" on the page` });
  }

  private async key(key: string, windowsVirtualKeyCode: number, text = '', modifiers = 0): Promise<void> {
    const common = { key, code: key, windowsVirtualKeyCode, modifiers };
    await this.page.send('Input.dispatchKeyEvent', { type: text === '' ? 'rawKeyDown' : 'keyDown', ...common, ...(text === '' ? {} : { text }) });
    await this.page.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
  }
}

beforeAll(async () => {
  provider = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'audio/x-mpegurl' }).end(PLAYLIST);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  platform = await startPlatform({ env: { HEARTH_PAYMENTS: 'sandbox' } });
  password = /Console .*name owner {3}password (\S+)/.exec(platform.output)?.[1] ?? '';
  browser = await launchBrowser({ engine: engineWithoutGl(), viewport: { width: 1280, height: 800 } });
  keys = new Keyboard(browser.page);
});

afterAll(async () => {
  await browser.close();
  await platform.stop();
  provider.closeAllConnections();
  provider.close();
});

test('a new operator signs in with what the first start printed', async () => {
  expect(password).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/);
  await keys.page.navigate(`${platform.url}/console`);
  await keys.page.waitFor('document.querySelector("input[name=password]") !== null', { what: 'the sign-in' });
  await keys.type('Name', 'owner');
  await keys.type('Password', 'wrong-password');
  await keys.enter();
  await keys.sees('The name or the password is wrong.');
  await keys.type('Password', password);
  await keys.enter();
  await keys.sees('Watching now');
  expect(await keys.page.evaluate('document.cookie')).toBe('');
});

test('imports a list and reads what was left out; a hostile name stays a name', async () => {
  await keys.open('Catalogue');
  await keys.type('Name of the source', 'mine');
  await keys.type('Address', `http://127.0.0.1:${String((provider.address() as AddressInfo).port)}/list.m3u8`);
  await keys.follow('Import');
  await keys.sees('2 channels');
  await keys.sees('left out');
  await keys.open('Plans and prices');
  await keys.follow('Add a bouquet');
  await keys.type('Find channels, films, series or categories', 'img src');
  await keys.enter();
  await keys.follow(`${HOSTILE} (channel)`);
  await keys.sees(HOSTILE);
  expect(await keys.page.evaluate('window.hacked === undefined && document.querySelector("main img, main script") === null')).toBe(true);
});

test('adds a campaign, whose figures stand beside it', async () => {
  await keys.open('Advertising');
  await keys.sees('Nobody sees any');
  await keys.follow('Add a campaign');
  await keys.type('Short name', 'spring');
  await keys.type('Name', 'Spring sale');
  await keys.type('Clips', 'no-such-clip 12');
  await keys.follow('Save');
  await keys.sees('We have no media called');
  await keys.type('Clips', 'house-spot 12');
  await keys.follow('Save');
  await keys.sees('The campaign is stored.');
  expect(await keys.page.evaluate(`Array.from(document.querySelectorAll('tbody tr')).map(function (row) { return row.innerText.replace(/\\s+/g, ' '); }).filter(function (text) { return text.indexOf('Spring sale') === 0; })[0]`)).toMatch(/^Spring sale Running 0 0 – – 0 Change Remove/);
});

test('renames a channel, and every player reads the new name', async () => {
  await keys.open('Catalogue');
  await keys.type('Find channels, films, series or categories', 'Quarry Nine');
  await keys.enter();
  // What was found comes a moment later; Tab goes round what is there.
  await keys.page.waitFor(`document.querySelector('[aria-label="Change: Quarry Nine"]') !== null`, { what: 'the channel among what was found' });
  await keys.follow('Change: Quarry Nine');
  await keys.sees('Source: Quarry Nine');
  await keys.type('Name', 'Quarry First');
  await keys.follow('Save');
  await keys.sees('Changed by operators');
  await keys.sees('Quarry First');
  const { streamUser, streamPassword } = TEST_ACCOUNTS.tester;
  const list = await (await fetch(`${platform.url}/get.php?username=${streamUser}&password=${streamPassword}&type=m3u_plus&output=ts`)).text();
  expect([/,Quarry First$/m.test(list), /,Quarry Nine$/m.test(list)]).toEqual([true, false]);
});

test('puts channels first by the keyboard, and every player follows', async () => {
  await keys.open('Order of lists');
  for (const [text, name] of [['img src', HOSTILE], ['Quarry First', 'Quarry First']] as const) {
    await keys.type('Find a channel', text);
    await keys.enter();
    await keys.page.waitFor(`Array.from(document.querySelectorAll('main button')).some(function (it) { return it.textContent === ${JSON.stringify(`${name} (channel)`)}; })`, { what: 'the channel among what was found' });
    await keys.follow(`${name} (channel)`);
  }
  await keys.tabTo('Quarry First: 2 of 2');
  await keys.altUp();
  expect(await keys.page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Quarry First: 1 of 2');
  await keys.follow('Save: Channels that come first');
  await keys.sees('Saved.');
  const { streamUser, streamPassword } = TEST_ACCOUNTS.tester;
  const list = await (await fetch(`${platform.url}/get.php?username=${streamUser}&password=${streamPassword}&type=m3u_plus&output=ts`)).text();
  expect(list.indexOf('Quarry First')).toBeLessThan(list.indexOf('img src=x'));
});

test('fills in a brand, is told what is wrong with it, and may take the file when nothing is', async () => {
  await keys.open('Brand');
  const state = (): Promise<unknown> => keys.page.evaluate('Array.from(document.querySelectorAll("main button")).find(function (it) { return it.textContent === "Download the file"; }).disabled');
  expect(await state()).toBe(true);
  for (const [field, text] of [['Your company', 'Fjord TV'], ['Its site', 'https://fjord.example'], ['Tizen package id', 'FjordTv001'], ['Tizen app name', 'Fjord'], ['webOS app id', 'com.fjord.tv'], ['Accent', '#222222']] as const) await keys.type(field, text);
  await keys.sees('Everything is right.');
  expect(await state()).toBe(false);
  await keys.sees('1.2 : 1 (at least 3)');
  await keys.type('Accent', 'orange');
  await keys.sees('must be a colour');
  expect(await state()).toBe(true);
});

test('makes a plan and a subscriber who has it', async () => {
  await keys.open('Plans and prices');
  await keys.follow('Add a plan');
  await keys.type('Short name', 'basic');
  await keys.type('Name', 'Basic');
  await keys.type('Price', '9.99');
  await keys.follow('Save');
  await keys.sees('€9.99 / 1 month');
  await keys.open('Subscribers');
  await keys.type('Name', 'Maria');
  await keys.follow('Add');
  await keys.sees('This is shown once and never again.');
  await keys.follow('I have noted it');
  // The page is drawn anew, and what was typed before would be gone.
  await keys.page.waitFor('document.activeElement.tagName === "H1"', { what: 'the list with the new subscriber' });
  await keys.type('Part of a name', 'mar');
  await keys.enter();
  // What was found comes a moment later; Tab goes round what is there.
  await keys.sees('1 found');
  await keys.follow('Maria');
  await keys.sees('No device is signed in.');
  await keys.follow('Give');
  await keys.sees('Maria has basic.');
  await keys.follow('Block');
  await keys.sees('What plays now is stopped.');
  await keys.follow('Block');
  await keys.sees('Maria is blocked.');
});

/** Asks the platform as the account `tester` on a set. */
async function asSet(method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>> {
  const { name, password: secret } = TEST_ACCOUNTS.tester;
  const grant = new URLSearchParams({ grant_type: 'password', username: name, password: secret, client_id: 'test' });
  const token = await (await fetch(`${platform.url}/oauth/token`, { method: 'POST', body: grant })).json() as { access_token: string };
  const headers = { authorization: `Bearer ${token.access_token}`, 'content-type': 'application/json', 'idempotency-key': 'journey-1' };
  return await (await fetch(`${platform.url}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })).json() as Record<string, unknown>;
}

test('sells a rental: an offer, a phone that pays, and its line in the revenue', async () => {
  await keys.open('Plans and prices');
  await keys.follow('Add an offer');
  await keys.type('Short name', 'kestrel-rent');
  await keys.type('Price', '3.99');
  await keys.type('Find channels, films, series or categories', 'Kestrel');
  await keys.enter();
  await keys.page.waitFor('document.body.innerText.includes("Kestrel (film)")', { what: 'the film among what was found' });
  await keys.follow('Kestrel (film)');
  await keys.follow('Save');
  await keys.sees('€3.99');
  const { payUrl } = await asSet('POST', '/orders', { offerId: 'kestrel-rent' });
  const phone = await browser.newPage();
  await phone.navigate(`${platform.url}${new URL(String(payUrl)).pathname}`);
  for (const next of ['button[value=decline]', 'h1']) {
    await phone.evaluate('document.querySelector("button[value=pay]").click()');
    await phone.waitFor(`document.querySelector(${JSON.stringify(next)}) !== null && document.querySelector("button[name=step]") === null`, { what: 'the page after' });
  }
  await phone.close();
  await keys.page.send('Page.bringToFront');
  await keys.open('Overview');
  await keys.sees('€3.99 in 30 days');
  await keys.open('Orders');
  await keys.sees('Kestrel');
});

test('adds an event that is paid for by itself, and calls it off', async () => {
  await keys.open('Plans and prices');
  await keys.follow('Add an event');
  await keys.type('Short name', 'final');
  await keys.type('Name', 'The Final');
  await keys.type('Price', '14.90');
  await keys.type('Find the channel', 'Quarry');
  await keys.enter();
  await keys.page.waitFor('document.body.innerText.includes("Quarry First (channel)")', { what: 'the channel among what was found' });
  await keys.follow('Quarry First (channel)');
  // Fields of date and time are typed part by part, which differs from browser to browser.
  for (const [field, value] of [['startsAt', '2032-03-01T20:00'], ['endsAt', '2032-03-01T19:00']] as const) await keys.page.evaluate(`document.querySelector('input[name=${field}]').value = '${value}'`);
  await keys.follow('Save');
  await keys.sees('It has to end after it starts.');
  await keys.page.evaluate("document.querySelector('input[name=endsAt]').value = '2032-03-01T22:00'");
  await keys.follow('Save');
  await keys.sees('€14.90');
  await keys.sees('The Final');
  const { events } = await asSet('GET', '/shop') as { readonly events: ReadonlyArray<{ readonly offerId: string; readonly startsAtMs: number }> };
  expect(events).toMatchObject([{ offerId: 'final', startsAtMs: new Date('2032-03-01T20:00').getTime() }]);
  await keys.follow('Call off: The Final');
  await keys.sees('Everybody who paid gets the money back');
  await keys.follow('Call off');
  await keys.sees('Called off. Orders refunded: 0.');
  expect(await asSet('GET', '/shop')).toMatchObject({ events: [] });
});

test('sells goods, reads what is recommended, and helps a set from afar', async () => {
  await keys.open('Goods');
  await keys.follow('Add a country');
  await keys.type('Country (two letters)', 'de');
  await keys.type('Tax, percent', '19');
  await keys.follow('Save');
  await keys.sees('19 %');
  await keys.follow('Add a product');
  await keys.type('Short name', 'scarf');
  await keys.type('Name', 'Scarf');
  await keys.type('Kinds, one a line: short name, price, pieces, name', 'scarf-red 29.00 12 Red');
  await keys.follow('Save');
  await keys.sees('12 (12 free)');
  await keys.open('Recommendations');
  await keys.sees('No set has told of any yet.');
  const call = await asSet('POST', '/support', { diagnostics: 'Hearth\nset: a test' });
  await keys.open('Support');
  await keys.type('Code on the television (six digits)', String(call['code']));
  await keys.enter();
  await keys.sees('set: a test');
  await keys.follow('Propose');
  await keys.sees('waits for the viewer');
  const { fixNumber } = await asSet('GET', `/support/${String(call['id'])}`);
  expect(fixNumber).toBe(1);
});

test('sees a stream begin, and stops it', async () => {
  const { streamUser, streamPassword } = TEST_ACCOUNTS.tester;
  const list = await (await fetch(`${platform.url}/player_api.php?username=${streamUser}&password=${streamPassword}&action=get_live_streams`)).json() as ReadonlyArray<{ stream_id: number; name: string }>;
  const channel = list[0];
  if (channel === undefined) throw new Error('there are no channels');
  const answer = await fetch(`${platform.url}/live/${streamUser}/${streamPassword}/${String(channel.stream_id)}.m3u8`);
  expect(answer.status).toBe(200);
  await keys.open('Live now');
  await keys.sees(channel.name);
  // A refresh leaves the focus on the menu where it is.
  await keys.tabTo('Overview');
  await keys.page.evaluate('window.heading = document.querySelector("main h1")');
  await keys.page.waitFor('document.querySelector("main h1") !== window.heading', { what: 'a refresh' });
  expect(await keys.page.evaluate(FOCUSED)).toBe('Overview');
  await keys.page.waitFor('document.querySelectorAll("main tbody tr").length === 1', { what: 'one stream' });
  expect(await keys.page.evaluate('document.querySelector("main tbody button").getAttribute("aria-label")')).toMatch(/^Stop: tester, /);
  await keys.follow(String(await keys.page.evaluate('document.querySelector("main tbody button").getAttribute("aria-label")')));
  await keys.follow('Stop');
  await keys.sees('Nobody watches now.');
  await keys.open('Overview');
  await keys.sees(channel.name);
  await keys.follow('As a table');
});

test('a message and a newer version reach a television', async () => {
  await keys.open('Viewers’ apps');
  await keys.type('Text', 'Work on the network on Sunday.');
  await keys.follow('Show');
  await keys.sees('shown now');
  await keys.type('Oldest app that is served', '9.1.0');
  await keys.follow('Save');
  await keys.sees('Saved. Apps learn of it at their next start.');
  const opened = await openViewer('web', platform, SMALL_SCREEN);
  try {
    await signInByPhone(opened, platform, { overlay: 'dialog' });
    await opened.viewer.hears({ overlay: 'dialog', overlayName: /9\.1\.0/ });
    await opened.viewer.press('ok');
    await opened.viewer.hears({ overlay: 'dialog', overlayName: /Work on the network on Sunday/ });
    await opened.viewer.press('ok');
    await opened.viewer.hears({ page: 'home', overlay: '' });
  } finally {
    await opened.viewer.close();
  }
});

test('finds what was done in the log, signs out, and leaves no error behind', async () => {
  await keys.open('Operators');
  for (const action of ['stream.stop', 'account.block', 'account.give', 'plan.set', 'source.import']) await keys.sees(action);
  await keys.follow('Sign out');
  await keys.page.waitFor('document.querySelector("input[name=password]") !== null', { what: 'the sign-in' });
  // The browser itself remarks on the wrong password.
  const lines = keys.page.log.console.filter((line) => line.level === 'error' && !line.text.includes('401'));
  expect([...keys.page.log.exceptions, ...lines.map((line) => line.text)]).toEqual([]);
});
