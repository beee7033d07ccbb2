import type { TestPlatform } from '#test/harness/server';
import { storedSourceScript } from '#test/simulators';
import type { MediaServer } from '#test/simulators';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import { chooseProfile } from './steps';
import { otherThan } from './viewer';
import type { TelevisionKind, Viewer } from './viewer';

/** A viewer on Home whose set knows a playlist of these entries, which `server` serves. */
export async function openListViewer(kind: TelevisionKind, { platform, server }: { readonly platform: TestPlatform; readonly server: MediaServer }, entries: readonly string[], pageScript = ''): Promise<Viewer> {
  server.add('/list.m3u', 'audio/x-mpegurl', ['#EXTM3U', ...entries, ''].join('\n'));
  const { viewer } = await openViewer(kind, platform, SMALL_SCREEN, pageScript + storedSourceScript({ kind: 'playlist', address: `${server.url}/list.m3u` }));
  try {
    // While nothing is there yet, Home leads to the settings alone.
    await chooseProfile(viewer, { page: 'home', id: otherThan('settings') });
    return viewer;
  } catch (error) {
    await viewer.close();
    throw error;
  }
}
