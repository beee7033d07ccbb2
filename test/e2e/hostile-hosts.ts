import type { TestPlatform } from '#test/harness/server';
import { hurry, storedSourceScript } from '#test/simulators';
import { HostileUpstream } from '#test/simulators/upstream';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import { chooseProfile, START_MS, typeDigits } from './steps';
import { otherThan } from './viewer';
import type { TelevisionKind, Viewer, Wish } from './viewer';

/** A plain word is promised within ten seconds; a loaded machine takes its time besides. */
const WORD_MS = 20_000;

const AGAIN_MS = 5_000;

/** One kind of set that watches a hostile provider of its own. */
export class HostileHost {
  readonly kind: TelevisionKind;
  readonly viewer: Viewer;
  readonly upstream: HostileUpstream;

  private constructor(kind: TelevisionKind, viewer: Viewer, upstream: HostileUpstream) {
    this.kind = kind;
    this.viewer = viewer;
    this.upstream = upstream;
  }

  /** Starts the app on a set that knows the provider already, and watches its first channel. */
  static async open(kind: TelevisionKind, platform: TestPlatform): Promise<HostileHost> {
    const upstream = await HostileUpstream.open();
    const { viewer } = await openViewer(kind, platform, SMALL_SCREEN, storedSourceScript({ kind: 'playlist', address: upstream.playlistUrl }));
    const host = new HostileHost(kind, viewer, upstream);
    try {
      await chooseProfile(viewer);
      await viewer.go('left', { overlay: 'rail' }, 4);
      await viewer.go('down', { overlay: 'rail', id: 'live' }, 8);
      await viewer.press('ok');
      await viewer.hears({ page: 'live', role: 'listitem' }, START_MS);
      await viewer.press('ok');
      // The page comes as a part of its own; a key that met the list while it was still being filled is pressed again.
      await viewer.hears({ page: 'player' }, AGAIN_MS).catch(() => viewer.press('ok'));
      await viewer.watches(1);
      return host;
    } catch (error) {
      await host.close();
      throw error;
    }
  }

  /** Goes to a channel by its number, whatever is on screen. */
  async zapTo(id: string): Promise<void> {
    const { viewer } = this;
    const before = (await viewer.now()).data['playing'] ?? '';
    await typeDigits(viewer, id);
    await viewer.press('ok');
    await viewer.hears({ page: 'player', playing: otherThan(before) });
  }

  /** The same, and waits with the app's own pauses and patience shortened to a `rate`-th: for what ends in words. */
  async zapInHurry(id: string, rate: number, wish: Wish): ReturnType<Viewer['hears']> {
    await this.zapTo(id);
    return await this.inHurry(rate, () => this.viewer.hears(wish, WORD_MS));
  }

  /** Waits while the app lives `rate` times as fast as its streams. */
  async inHurry<T>(rate: number, wait: () => Promise<T>): Promise<T> {
    const { page } = this.viewer;
    await hurry(page, rate);
    try {
      return await wait();
    } finally {
      await hurry(page, 1);
    }
  }

  /** The picture goes on for so long in all, whatever its clock says. */
  async movesFor(ms: number): Promise<void> {
    const moved = await this.viewer.page.waitFor(
      `(function () {
        var m = document.getElementById('hearth-mirror'), s = window.__moves = window.__moves || { ms: 0, atMs: Date.now(), seconds: '' };
        var seconds = m.getAttribute('data-seconds'), nowMs = Date.now();
        if (m.getAttribute('data-player') !== 'playing' || seconds === s.seconds) return s.ms >= ${String(ms)};
        if (s.seconds !== '') s.ms += Math.min(1000, nowMs - s.atMs);
        s.atMs = nowMs; s.seconds = seconds;
        return s.ms >= ${String(ms)};
      })()`,
      { timeoutMs: WORD_MS, what: `the picture goes on for ${String(ms)} ms` },
    );
    await this.viewer.page.evaluate('delete window.__moves');
    if (moved !== true) throw new Error('the picture stands');
  }

  async close(): Promise<void> {
    await this.viewer.close();
    await this.upstream.close();
  }
}
