import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { openFromRail, signInByPhone, START_MS, typeDigits } from './steps';
import type { TelevisionKind, Viewer } from './viewer';

jest.setTimeout(300_000);

const KINDS: readonly TelevisionKind[] = ['web', 'tizen'];

/** To the settings of parental control. */
async function openParental(viewer: Viewer): Promise<void> {
  await openFromRail(viewer, 'settings');
  await viewer.go('down', { id: 'parental' }, 8);
  await viewer.press('right');
}

describe.each(KINDS)('parental control on %s', (kind) => {
  let platform: TestPlatform;
  let opened: OpenedViewer;

  beforeAll(async () => {
    platform = await startPlatform();
    opened = await openViewer(kind, platform, SMALL_SCREEN);
  });

  afterAll(async () => {
    await opened.viewer.close();
    await platform.stop();
  });

  test('a PIN is set, settings lock behind it, a wrong one is told, the right one opens, and an age limit hides films', async () => {
    const { viewer } = opened;
    await signInByPhone(opened, platform);
    await openFromRail(viewer, 'movies');
    const before = await viewer.hears({ page: 'movies', position: / of / }, START_MS);
    await openParental(viewer);
    await viewer.hears({ id: 'pin' });
    await viewer.press('ok');
    await viewer.hears({ overlay: 'pin', id: 'pin-5' }, START_MS);
    await typeDigits(viewer, '2580');
    await typeDigits(viewer, '2580');
    await viewer.hears({ overlay: '', page: 'settings' }, START_MS);
    // The set is left for a while: what was open is closed with the profile.
    await viewer.go('down', { id: 'age' }, 4);
    await viewer.press('ok');
    await viewer.hears({ overlay: 'age' });
    await viewer.go('down', { id: '6' }, 6);
    await viewer.press('ok');
    await viewer.hears({ overlay: '', id: 'age', value: /6/ }, START_MS);
    await openFromRail(viewer, 'movies');
    const after = await viewer.hears({ page: 'movies' }, START_MS);
    expect(after.data['position']).not.toBe(before.data['position']);
  });

  test('the picker asks for the PIN before a profile is added', async () => {
    const { viewer } = opened;
    await viewer.go('back', { overlay: 'rail' }, 6);
    await viewer.go('up', { overlay: 'rail', id: 'profile' }, 10);
    await viewer.press('ok');
    await viewer.hears({ page: 'profiles' }, START_MS);
    await viewer.go('right', { id: 'add-profile' }, 6);
    await viewer.press('ok');
    await viewer.hears({ overlay: 'pin' }, START_MS);
    await typeDigits(viewer, '1111');
    await viewer.hears({ overlay: 'pin', pinStatus: '4 tries left' }, START_MS);
    await typeDigits(viewer, '2580');
    await viewer.hears({ overlay: 'profile-name' }, START_MS);
    await viewer.press('down', 'ok');
    await viewer.press('down', 'down', 'down', 'down');
    await viewer.hears({ id: 'name-done' });
    await viewer.press('ok');
    await viewer.hears({ overlay: 'profile-editor', id: 'profile-name', value: 'Q' }, START_MS);
    await viewer.go('down', { id: 'profile-add' }, 6);
    await viewer.press('ok');
    const picker = await viewer.hears({ overlay: '', page: 'profiles' }, START_MS);
    expect(picker.data['position']).toMatch(/6/);
  });
});
