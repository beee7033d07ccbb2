import { afterAll, beforeAll, jest, test } from '@jest/globals';
import { startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import { openViewer } from './open-viewer';
import { confirmOnPhone } from './phone';
import type { OpenedViewer } from './open-viewer';
jest.setTimeout(900_000);
let platform: any; let opened: OpenedViewer;
beforeAll(async () => { platform = await startPlatform(); opened = await openViewer('webos', platform); });
afterAll(async () => { await opened.viewer.close(); await platform.stop(); });
const log = (...a: unknown[]): void => { process.stderr.write(a.map((x) => typeof x === 'string' ? x : JSON.stringify(x)).join(' ') + '\n'); };
test('loop', async () => {
  const { viewer, browser } = opened;
  let old = '';
  for (let i = 0; i < 14; i += 1) {
    const t = Date.now();
    const shown = await viewer.hears({ page: 'sign-in', code: /^[A-Z0-9]{4}-[A-Z0-9]{4}$/ }, 60000);
    const code = shown.data['code'] ?? '';
    if (code === old) log('STALE CODE', code);
    let c2 = code;
    if (code === old) { await new Promise((r) => setTimeout(r, 1500)); c2 = (await viewer.now()).data['code'] ?? ''; log('then', c2); }
    old = c2;
    await viewer.page.evaluate(`window.__k=[];if(!window.__kl){window.__kl=1;['keydown','keyup','blur','focus','visibilitychange'].forEach(function(n){(n==='visibilitychange'?document:window).addEventListener(n,function(e){window.__k.push(n+' '+(e.keyCode||'')+' '+Math.round(performance.now())+' '+document.hidden+' '+e.defaultPrevented)},true)})}`);
    const phone = await browser.newPage();
    await confirmOnPhone(phone, platform.url, c2, TEST_ACCOUNTS.tester);
    await viewer.page.send('Page.bringToFront');
    phone.disconnect();
    const m = await viewer.hears({ page: /^(profiles|home)$/ }, 60000);
    await viewer.press('ok');
    try { await viewer.hears({ page: 'home', id: /./ }, 8000); log(i, 'ok', Date.now() - t, m.data['id'] ?? ''); }
    catch (e) {
      log(i, 'FAIL', (e as Error).message); log(await viewer.page.evaluate('window.__k'));
      await viewer.press('ok');
      try { await viewer.hears({ page: 'home', id: /./ }, 15000); log('second OK worked'); } catch (e2) { log('second OK did not', (e2 as Error).message); }
      log(await viewer.page.evaluate('window.__k'));
    }
    await viewer.go('back', { overlay: 'rail' }, 6);
    await viewer.go('up', { id: /profile/ }, 8);
    await viewer.press('ok');
    await viewer.hears({ page: 'profiles' });
    await viewer.go('down', { id: 'sign-out' }, 3);
    await viewer.press('ok');
    await viewer.hears({ overlay: /./ });
    await viewer.go('right', { id: 'sign-out', overlay: /./ }, 3);
    await viewer.press('ok');
  }
});
