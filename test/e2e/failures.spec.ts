import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { START_MS, typeOnScreen } from './steps';
import type { Viewer } from './viewer';

jest.setTimeout(240_000);

/** A provider that answers wrongly in every way a viewer meets. */
async function startBadProvider(): Promise<{ readonly url: string; close(): void }> {
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path.indexOf('/html') === 0) response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome to the hotel</body></html>');
    else if (path.indexOf('/empty') === 0) response.writeHead(200, { 'content-type': 'audio/x-mpegurl' }).end('#EXTM3U\n');
    else if (path.indexOf('/gone') === 0) response.writeHead(404).end();
    else if (path.indexOf('/broken') === 0) response.writeHead(503).end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The codes of small print are stable; the words are in the language files. */
describe('failures at start and sign-in say what is wrong and offer a way on', () => {
  let platform: TestPlatform;
  let opened: OpenedViewer;
  let viewer: Viewer;
  let provider: { readonly url: string; close(): void };

  beforeAll(async () => {
    platform = await startPlatform();
    provider = await startBadProvider();
    opened = await openViewer('web', platform);
    viewer = opened.viewer;
    await viewer.hears({ page: 'sign-in', code: /-/ }, START_MS);
  });

  afterAll(async () => {
    await viewer.close();
    provider.close();
    await platform.stop();
  });

  /** Signs in by the remote from the tab of that name; the form is left as it is afterwards. */
  async function signInWith(name: string, password: string): Promise<void> {
    await viewer.page.reload();
    await viewer.hears({ page: 'sign-in', code: /-/ }, START_MS);
    await viewer.go('up', { role: 'tab' }, 4);
    await viewer.go('right', { id: 'remote' }, 3);
    await viewer.press('ok');
    await viewer.go('down', { id: 'username' }, 4);
    await viewer.press('ok');
    await typeOnScreen(viewer, name);
    await viewer.go('down', { id: 'next-field' }, 8);
    await viewer.press('ok');
    await typeOnScreen(viewer, password);
    await viewer.go('down', { id: 'next-field' }, 8);
    await viewer.press('ok');
    await viewer.go('down', { id: 'submit' }, 8);
    await viewer.press('ok');
  }

  async function addPlaylist(address: string): Promise<void> {
    await viewer.page.reload();
    await viewer.hears({ page: 'sign-in', code: /-/ }, START_MS);
    await viewer.go('up', { role: 'tab' }, 4);
    await viewer.go('right', { id: 'own' }, 3);
    await viewer.press('ok');
    await viewer.go('down', { id: 'add-source' }, 4);
    await viewer.press('ok');
    await viewer.hears({ page: 'add-source' });
    await viewer.go('up', { role: 'tab' }, 6);
    await viewer.go('right', { id: 'm3u' }, 3);
    await viewer.press('ok');
    await viewer.go('down', { id: 'address' }, 4);
    await viewer.press('ok');
    await typeOnScreen(viewer, address);
    await viewer.go('down', { id: 'next-field' }, 8);
    await viewer.press('ok');
    await viewer.go('down', { id: 'submit' }, 8);
    await viewer.press('ok');
  }

  const problems = new Map<string, string>();

  async function problemOf(what: string): Promise<void> {
    const { data, text } = await viewer.hears({ formProblem: /HRT-/ });
    expect(text.length).toBeGreaterThan(0);
    expect([...problems.values()]).not.toContain(data['formProblem']);
    problems.set(what, data['formProblem'] ?? '');
    // A way on has the focus, or is one step away.
    expect(data['role']).toMatch(/button|textbox/);
  }

  test('a wrong password', async () => {
    await signInWith(TEST_ACCOUNTS.tester.name, 'wrong');
    await problemOf('wrong password');
  });

  test('a web page instead of a playlist', async () => {
    await addPlaylist(`${provider.url}/html`);
    await problemOf('html');
  });

  test('an empty playlist', async () => {
    await addPlaylist(`${provider.url}/empty`);
    await problemOf('empty');
  });

  test('nothing at the address', async () => {
    await addPlaylist(`${provider.url}/gone`);
    await problemOf('404');
  });

  test('a server with an error of its own', async () => {
    await addPlaylist(`${provider.url}/broken`);
    await problemOf('503');
  });

  test('a server that is down', async () => {
    await addPlaylist('http://127.0.0.1:9/list');
    await problemOf('down');
  });

  test('an expired account', async () => {
    await signInWith(TEST_ACCOUNTS.expired.name, TEST_ACCOUNTS.expired.password);
    await viewer.hears({ text: /HRT-|expired|ended/i });
  });

  test('no network at start', async () => {
    await viewer.page.conditions.setOffline(true);
    await viewer.page.waitFor('navigator.onLine === false');
    await viewer.hears({ text: /connection|network/i });
    await viewer.page.conditions.setOffline(false);
  });
});
