import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { launchBrowser } from '#test/harness/cdp';
import type { Browser } from '#test/harness/cdp';
import { LoopbackServer } from '#test/harness/loopback';
import { runOperator, startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';

jest.setTimeout(120_000);

/**
 * A page of somebody else, at another origin, around hls.js: keeps what the player says in order, tells what a list of assets wants told when it is
 * due (all that is due at once, as such players do), and presses the button of `SKIP-CONTROL` as soon as it is there. Plays six times as fast.
 */
const PAGE = `<!doctype html><video muted width="320"></video><script src="hls.js"></script><script>
var video = document.querySelector('video'), said = [], failures = [], hls = null;
window.addEventListener('unhandledrejection', function (event) { if (event.reason.name === 'AbortError') event.preventDefault(); });
function open(url) {
  said = []; failures = [];
  if (hls) hls.destroy();
  hls = new Hls({ enableWorker: false, startLevel: 0 });
  var told = {}, watch = null;
  function tell(event) { event.urls.forEach(function (url) { fetch(url, { mode: 'no-cors', keepalive: true }); }); said.push(event.type); }
  function eventsOf(data) { return data.event.assetListResponse.ASSETS[data.assetListIndex]['X-AD-CREATIVE-SIGNALING'].payload[0].tracking; }
  function due(data, at) {
    eventsOf(data).forEach(function (event, index) {
      var key = data.event.identifier + '/' + data.assetListIndex + '/' + index;
      if (event.offset === undefined || event.offset > at || told[key]) return;
      told[key] = true;
      tell(event);
    });
  }
  function skipAt(data) {
    var list = data.event.assetListResponse, before = 0;
    for (var each = 0; each < data.assetListIndex; each += 1) before += list.ASSETS[each].DURATION;
    return list['SKIP-CONTROL'] ? list['SKIP-CONTROL'].OFFSET - before : Infinity;
  }
  function look(data) {
    var from = skipAt(data);
    due(data, Math.min(from, data.player.currentTime));
    if (data.player.currentTime < from) return;
    clearInterval(watch);
    eventsOf(data).forEach(function (event) { if (event.type === 'skip') tell(event); });
    data.isSkipped = true;
    hls.interstitialsManager.skip();
  }
  var now = null;
  hls.on(Hls.Events.ERROR, function (_, data) { if (data.fatal) failures.push(data.details); });
  hls.on(Hls.Events.INTERSTITIAL_STARTED, function (_, data) {
    // Said again where the list of assets came after the break had begun.
    if (said[said.length - 1] !== 'break ' + data.event.identifier) said.push('break ' + data.event.identifier);
  });
  hls.on(Hls.Events.INTERSTITIAL_ASSET_STARTED, function (_, data) {
    said.push('clip ' + (data.assetListIndex + 1));
    now = data;
    clearInterval(watch);
    watch = setInterval(look, 50, data);
  });
  hls.on(Hls.Events.INTERSTITIAL_ASSET_ENDED, function () { clearInterval(watch); if (!now.isSkipped) due(now, Infinity); });
  hls.on(Hls.Events.INTERSTITIALS_PRIMARY_RESUMED, function () { said.push('film at ' + Math.floor(hls.interstitialsManager.primary.currentTime / 10) * 10); });
  hls.loadSource(url);
  hls.attachMedia(video);
  video.playbackRate = video.defaultPlaybackRate = 6;
  video.play();
}
</script>`;

const hlsScript = createRequire(`${process.cwd()}/package.json`).resolve('hls.js/dist/hls.min.js');
let platform: TestPlatform;
let browser: Browser;
let bearer: Record<string, string> = {};
const site = new LoopbackServer((request, response) => {
  if (request.url === '/hls.js') response.setHeader('content-type', 'text/javascript').end(readFileSync(hlsScript));
  else response.setHeader('content-type', 'text/html').end(PAGE);
});

async function ask<T>(path: string, body?: object): Promise<T> {
  const headers = { ...bearer, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = await fetch(`${platform.url}/api/v1/${path}`, { headers, ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }) });
  return (await answer.json()) as T;
}

beforeAll(async () => {
  platform = await startPlatform();
  await runOperator(platform, 'ads', 'set', '--on', '--per-break', '2', '--mid', '5m', '--per-hour', '4');
  // The house's own comes last and has an offer to skip; the other plays to its end.
  await runOperator(platform, 'campaign', 'set', 'second', '--name', 'Second', '--clips', 'house-spot:12', '--priority', '1');
  await runOperator(platform, 'campaign', 'set', 'house', '--name', 'House', '--clips', 'house-spot:12', '--priority', '0', '--skip-after', '2');
  const { name, password } = TEST_ACCOUNTS.tester;
  const fields = new URLSearchParams({ grant_type: 'password', username: name, password, client_id: 'player', device_name: 'Player' });
  const token = (await (await fetch(`${platform.url}/oauth/token`, { method: 'POST', body: fields })).json()) as { readonly access_token: string };
  bearer = { authorization: `Bearer ${token.access_token}` };
  const { profiles } = await ask<{ readonly profiles: ReadonlyArray<{ readonly id: string; readonly isKids: boolean }> }>('me');
  bearer['x-hearth-profile'] = profiles.find(({ isKids }) => !isKids)?.id ?? '';
  await site.listen();
  browser = await launchBrowser({ viewport: { width: 320, height: 180 } });
  await browser.page.navigate(site.url);
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await platform.stop();
});


/** All that a break of two clips says, whose second is skipped as soon as that is offered. */
const SEEN = ['clip 1', 'impression', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete', 'clip 2', 'impression', 'start', 'skip'];

test('hls.js plays the breaks of a film as they are meant: schedule, clips, skipping, jumping, once each, and the platform counts what was told', async () => {
  const { movies } = await ask<{ readonly movies: ReadonlyArray<{ readonly id: string }> }>('catalog');
  const { url } = await ask<{ readonly url: string }>('play', { kind: 'movie', id: movies[0]?.id, forms: ['hls'], interstitials: true });
  const { page } = browser;
  await page.evaluate(`open(${JSON.stringify(url)})`);
  const goesOn = (from: number): Promise<unknown> =>
    page.waitFor(`/^film/.test(said[said.length - 1]) && video.currentTime > ${String(from)}`, { timeoutMs: 60_000, what: `the film goes on from ${String(from)}` });
  // Nothing of the film is seen before the break that precedes it.
  await goesOn(1);
  expect(await page.evaluate('said')).toEqual(['break pre', ...SEEN, 'film at 0']);
  const schedule = await page.evaluate('hls.interstitialsManager.schedule.slice(0, 4).map(function (item) { return [item.event ? item.event.identifier : "film", item.start]; })');
  expect(schedule).toEqual([['film', 0], ['mid-1', 300], ['film', 300], ['mid-2', 600]]);
  // Jumping over a break leads into it, and from there the film goes on.
  await page.evaluate('said = []; video.currentTime = 330');
  await goesOn(301);
  expect(await page.evaluate('said')).toEqual(['break mid-1', ...SEEN, 'film at 300']);
  // What was seen is not seen again.
  await page.evaluate('said = []; video.currentTime = 290');
  await page.waitFor('video.currentTime > 303 && !video.seeking', { timeoutMs: 60_000, what: 'past the break once more' });
  expect(await page.evaluate('[said, failures]')).toEqual([[], []]);
  // The hour is full with four: the list of the next break is empty, and the film goes on.
  await page.evaluate('video.currentTime = 630');
  await page.waitFor('video.currentTime > 601', { timeoutMs: 20_000, what: 'the film goes on past a break without clips' });
  // Whether the break is begun before its list is known is the player's affair.
  expect(await page.evaluate("[said.filter(function (each) { return !/^(break|film)/.test(each); }), failures]")).toEqual([[], []]);
  expect(await runOperator(platform, 'campaign', 'list')).toMatch(/house {2,}House {2,}2 seen {2,}0 to the end {2,}2 skipped[\s\S]*second {2,}Second {2,}2 seen {2,}2 to the end {2,}0 skipped/);
  expect(page.log.exceptions).toEqual([]);
});
