import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { openFromRail, signInByPhone, START_MS } from './steps';
import { otherThan } from './viewer';
import type { TelevisionKind, Viewer } from './viewer';

jest.setTimeout(300_000);

/** A public playlist of 2,059 channels, handed in beside the project. None of its hosts can be reached from here. */
const PLAYLIST = join(process.cwd(), '../shared/data/free-tv.m3u8');
const CHANNELS = '2,059';
/** Fourteen of them are the same channel in another group or quality: lists show each once. */
const LISTED = '2,045';
/** Promised from OK to plain words, and what asking the page may add. */
const PROMISE_MS = 10_000;
const ASKING_MS = 1_000;
/** Categories whose counts are read one by one. */
const COUNTED = 6;

const hasPlaylist = existsSync(PLAYLIST);
if (!hasPlaylist) process.stderr.write(`real-playlist.spec.ts is skipped: ${PLAYLIST} is missing\n`);
const describeWithPlaylist = hasPlaylist ? describe : describe.skip;

/** Names and sizes of the playlist's groups, read without the app's own parser. */
function readGroups(): ReadonlyMap<string, number> {
  const groups = new Map<string, number>();
  for (const line of readFileSync(PLAYLIST, 'utf8').split('\n')) {
    const name = line.indexOf('#EXTINF') === 0 ? /group-title="([^"]*)"/.exec(line)?.[1] : undefined;
    if (name !== undefined) groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  return groups;
}

/** An operator's platform: no sample, the playlist brought in by the import program while it runs. */
async function startOperator(): Promise<TestPlatform> {
  const platform = await startPlatform({ env: { HEARTH_SAMPLE: '0' } });
  const env = { ...process.env, HEARTH_DATA_DIR: platform.dataDir };
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/server/import.js', 'm3u', PLAYLIST], { env, timeout: 60_000 });
  expect(stdout).toMatch(new RegExp(`Imported ${CHANNELS} channels, 97 categories`));
  return platform;
}

describeWithPlaylist('the real playlist', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startOperator();
  });

  afterAll(() => platform.stop());

  describe.each<TelevisionKind>(['web', 'tizen', 'webos'])('on %s', (kind) => {
    let opened: OpenedViewer;
    let viewer: Viewer;

    beforeAll(async () => {
      opened = await openViewer(kind, platform, SMALL_SCREEN);
      viewer = opened.viewer;
      await signInByPhone(opened, platform);
    });

    afterAll(() => viewer.close());

    /** Chooses the channel in focus; the words must be there in time, however the try ends. */
    async function chooseDeadChannel(): Promise<void> {
      const { name } = await viewer.now();
      const channel = name.replace(/^\d+, /, '').replace(/\. .*$/, '');
      await viewer.tap('ok');
      const shown = await viewer.hears({ page: 'player', problem: /^HRT-\d{4}$/, id: 'retry' }, PROMISE_MS + ASKING_MS);
      expect(shown.text).toContain(`${channel} does not answer`);
      expect(shown.text).toMatch(/Your network is fine\. The channel.s source is not answering\./);
    }

    test('Live TV lists all channels', async () => {
      await openFromRail(viewer, 'live');
      const first = await viewer.hears({ page: 'live', role: 'listitem', position: `1 of ${LISTED}` }, START_MS);
      expect(first.data['name']).toMatch(/^1, /);
    });

    test('the categories have the names, the order and the counts of the playlist', async () => {
      const groups = Array.from(readGroups());
      expect(groups.length).toBe(97);
      await viewer.go('left', { role: 'tab', id: 'all' }, 2);
      // Favourites and all channels come first.
      await viewer.hears({ position: `2 of ${String(groups.length + 2)}`, details: `${LISTED} channels` });
      for (const [name, count] of groups.slice(0, COUNTED)) {
        await viewer.press('down');
        await viewer.hears({ role: 'tab', name, details: new RegExp(`^${String(count)} channels?$`) });
      }
      const [, count] = groups[COUNTED - 1] ?? ['', 0];
      await viewer.press('right');
      await viewer.hears({ role: 'listitem', position: `1 of ${String(count)}` });
    });

    test('a channel whose host is dead says so within ten seconds, with ways on', async () => {
      await chooseDeadChannel();
      await viewer.go('right', { id: 'next-channel' }, 2);
      await viewer.go('right', { id: 'leave' }, 2);
      await viewer.go('left', { id: 'retry' }, 3);
      await viewer.press('ok');
      await viewer.hears({ page: 'player', problem: /^HRT-/, id: 'retry' });
    });

    test('the next channel is tried at once, and keys are answered while it tries', async () => {
      const first = (await viewer.now()).data['playing'] ?? '';
      await viewer.go('right', { id: 'next-channel' }, 2);
      await viewer.press('ok');
      await viewer.hears({ page: 'player', playing: otherThan(first) });
      // The controls and the list of channels answer, whether it still tries or already tells.
      for (const key of ['channelUp', 'channelUp', 'channelDown'] as const) {
        const before = (await viewer.now()).data['playing'] ?? '';
        await viewer.press(key);
        await viewer.hears({ playing: otherThan(before) });
      }
      await viewer.hears({ problem: /^HRT-/, id: 'retry' }, PROMISE_MS + ASKING_MS);
      await viewer.go('back', { page: 'live' }, 3);
      await viewer.hears({ page: 'live', role: 'listitem' });
    });

    test('a host that keeps silent ends in the same words in time, and nothing freezes meanwhile', async () => {
      // Requests to the outside are held for ever, as by a host that takes the call and says nothing.
      await viewer.page.conditions.holdUrls('https://*');
      await viewer.tap('ok');
      // The one in focus may have been tried already, for the preview; the next ones begin now.
      await viewer.hears({ page: 'player', id: /./ });
      for (const key of ['channelUp', 'channelUp'] as const) {
        const before = (await viewer.now()).data['playing'] ?? '';
        await viewer.press(key);
        await viewer.hears({ player: 'preparing', playing: otherThan(before) });
      }
      await viewer.hears({ problem: /^HRT-/, id: 'retry' }, PROMISE_MS + ASKING_MS);
      await viewer.page.conditions.holdUrls(null);
      await viewer.go('back', { page: 'live' }, 3);
    });

    test('nothing went wrong on the way', () => {
      expect(viewer.mishaps).toEqual([]);
    });
  });
});
