import { FakeClock, settle } from '#test/harness/fakes';
import { FakeWindow } from '../testing/fake-window';
import { ForegroundWatcher } from '../lifecycle/foreground-watcher';
import { BrowserNetwork } from './browser-network';

describe('BrowserNetwork', () => {
  it('follows the events and tells changes once', () => {
    const window = new FakeWindow();
    const network = new BrowserNetwork({ window: window.asWindow, clock: new FakeClock() });
    const said: boolean[] = [];
    network.onChange((isOnline) => said.push(isOnline));
    window.dispatchEvent(new Event('offline'));
    network.report(false);
    window.dispatchEvent(new Event('online'));
    expect(said).toEqual([false, true]);
  });

  it('asks whether the network is back, and stops asking', async () => {
    const window = new FakeWindow();
    const clock = new FakeClock();
    let isThere = false;
    let asked = 0;
    const probe = (): Promise<boolean> => {
      asked += 1;
      return isThere ? Promise.resolve(true) : Promise.reject(new Error('no answer'));
    };
    const network = new BrowserNetwork({ window: window.asWindow, clock, probe });
    network.report(false);
    await clock.advance(10_000);
    expect([network.isOnline, asked]).toEqual([false, 2]);
    isThere = true;
    await clock.advance(5_000);
    await settle();
    expect(network.isOnline).toBe(true);
    await clock.advance(60_000);
    expect(asked).toBe(3);
    expect(clock.pending).toBe(0);
  });
});

describe('ForegroundWatcher', () => {
  it('tells the decoder before the app, also when that fails', () => {
    const window = new FakeWindow();
    const watcher = new ForegroundWatcher(window.asWindow.document);
    const said: string[] = [];
    watcher.on((isForeground) => said.push(`app ${String(isForeground)}`));
    watcher.first((isForeground) => {
      said.push(`decoder ${String(isForeground)}`);
    });
    window.document.setHidden(true);
    window.document.setHidden(true);
    window.document.setHidden(false);
    expect(said).toEqual(['decoder false', 'app false', 'decoder true', 'app true']);
  });
});
