import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { KEY_CODES } from '#test/simulators';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import { openFromRail, signInByPhone } from './steps';
import type { Viewer } from './viewer';

jest.setTimeout(240_000);

describe('recordings of the platform', () => {
  let platform: TestPlatform;
  let viewer: Viewer;

  beforeAll(async () => {
    platform = await startPlatform({ env: { HEARTH_RECORDING_MARGINS: '0,0' } });
    const opened = await openViewer('web', platform, SMALL_SCREEN);
    viewer = opened.viewer;
    await signInByPhone(opened, platform);
  });

  afterAll(async () => {
    await viewer.close();
    await platform.stop();
  });

  async function holdOk(): Promise<void> {
    await viewer.page.input.keyDown(KEY_CODES.web.ok ?? 13);
    await delay(900);
    await viewer.page.input.keyUp(KEY_CODES.web.ok ?? 13);
  }

  /** The programme ended half a minute ago, and began forty seconds before: nobody waits for it here. Answers its state once that changes. */
  async function letItEnd(): Promise<string> {
    const store = new Database(join(platform.dataDir, 'hearth.sqlite'), { timeout: 10_000 });
    try {
      const nowMs = Date.now();
      store.prepare("update recording_jobs set from_ms = ?, to_ms = ?, due_at_ms = ?, held_until_ms = 0, node = '', layout = '' where state = 'waiting'").run(nowMs - 70_000, nowMs - 30_000, nowMs);
      for (let look = 0; look < 150; look += 1) {
        const { state } = store.prepare('select state from recording_jobs').get() as { state: string };
        if (state !== 'waiting') return state;
        await delay(200);
      }
      return 'waiting';
    } finally {
      store.close();
    }
  }

  test('a programme of the guide is recorded, found, watched and deleted, by keys alone', async () => {
    await openFromRail(viewer, 'guide');
    await viewer.go('down', { page: 'guide', role: 'gridcell', name: /, now, catch-up/ }, 12);
    await holdOk();
    await viewer.hears({ overlay: 'guide-options' });
    await viewer.go('down', { name: 'Record' }, 6);
    await viewer.press('ok');
    const marked = await viewer.hears({ page: 'guide', overlay: '', name: /recording set/ });
    const title = (marked.data['name'] ?? '').split(',')[0] ?? '';
    expect(await letItEnd()).toBe('ready');

    await openFromRail(viewer, 'my-list');
    await viewer.go('right', { id: 'recordings' }, 3);
    await viewer.press('ok');
    // What was known when the guide was open gives way to what is.
    const card = await viewer.hears({ page: 'recordings', name: /^(?!.*, Recording,).+/ });
    expect(card.data['name']).toContain(title);
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    expect(await viewer.watches(1)).toBeLessThan(40);
    await viewer.go('back', { page: 'recordings' }, 4);

    await holdOk();
    await viewer.hears({ overlay: 'recording-options' });
    await viewer.go('down', { name: 'Delete' }, 4);
    await viewer.press('ok');
    await viewer.hears({ overlay: 'dialog' });
    await viewer.go('right', { id: 'delete' }, 2);
    await viewer.press('ok');
    await viewer.hears({ page: 'recordings', overlay: '', id: 'guide' });
    expect(viewer.mishaps).toEqual([]);
  });
});
