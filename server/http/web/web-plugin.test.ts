import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let root: string;
let fixture: PlatformFixture;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'hearth-web-'));
  for (const folder of ['web/fonts/latin', 'web/.hidden', 'art/posters']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'web/index.html'), '<!doctype html><title>TV</title>');
  writeFileSync(join(root, 'web/main-4f2a9c1d.js'), 'let a=1');
  writeFileSync(join(root, 'web/.hidden/x.txt'), 'hidden');
  writeFileSync(join(root, 'web/fonts/latin/400.woff2'), '0123456789');
  writeFileSync(join(root, 'art/posters/salt.jpg'), 'jpeg');
  fixture = await openPlatformFixture({ webDir: join(root, 'web'), artDir: join(root, 'art') });
});

afterAll(async () => {
  await fixture.close();
  rmSync(root, { recursive: true, force: true });
});

describe('the web build', () => {
  test('is at the root, with types, tags and cache rules', async () => {
    const page = await fixture.app.inject({ url: '/' });
    expect([page.statusCode, page.headers['content-type'], page.headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    const script = await fixture.app.inject({ url: '/main-4f2a9c1d.js' });
    expect(String(script.headers['content-type'])).toContain('javascript');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const again = await fixture.app.inject({ url: '/', headers: { 'if-none-match': String(page.headers['etag']) } });
    expect(again.statusCode).toBe(304);
  });

  test('three folders deep is not mistaken for a stream, and ranges work', async () => {
    const part = await fixture.app.inject({ url: '/fonts/latin/400.woff2', headers: { range: 'bytes=2-4' } });
    expect([part.statusCode, part.payload, part.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10']);
  });

  test('pictures are under /assets/', async () => {
    const picture = await fixture.app.inject({ url: '/assets/posters/salt.jpg' });
    expect([picture.statusCode, picture.headers['content-type'], picture.headers['access-control-allow-origin']]).toEqual([200, 'image/jpeg', '*']);
  });

  test.each([
    '/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/fonts/..%2f..%2f..%2fsecret.txt', '/..%5csecret.txt', '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt', '/assets/%2e%2e/%2e%2e/secret.txt', '/assets//etc/passwd', '/.hidden/x.txt', '/%00', '/assets/posters/%00.jpg',
  ])('%s leads nowhere', async (url) => {
    const response = await fixture.app.inject({ url });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.payload).not.toMatch(/^secret|^hidden|root:/);
  });
});

test('an operator’s brand stands in for the build’s own, with its logo', async () => {
  writeFileSync(join(root, 'web/brand.json'), '{ "name": "Hearth" }');
  mkdirSync(join(root, 'fjord'), { recursive: true });
  writeFileSync(join(root, 'fjord.json'), JSON.stringify({ name: 'Fjord TV', colors: {}, art: { folder: 'fjord' } }));
  writeFileSync(join(root, 'fjord/app-logo.png'), Buffer.alloc(40, 1));
  const branded = await openPlatformFixture({ webDir: join(root, 'web'), artDir: join(root, 'art'), brandFile: join(root, 'fjord.json') });
  const [own, theirs, logo] = await Promise.all([fixture.app.inject({ url: '/brand.json' }), branded.app.inject({ url: '/brand.json' }), branded.app.inject({ url: '/brand-logo.png' })]);
  // Whether it is online the app asks by the head alone.
  const head = await branded.app.inject({ method: 'HEAD', url: '/brand.json?online=1' });
  await branded.close();
  expect([own.json<{ name: string }>().name, theirs.json<{ name: string }>().name, theirs.headers['cache-control']]).toEqual(['Hearth', 'Fjord TV', 'no-cache']);
  expect([logo.statusCode, logo.headers['content-type'], logo.rawPayload.length]).toEqual([200, 'image/png', 40]);
  expect(head.statusCode).toBe(200);
});

test('without a web build the root says how to make one', async () => {
  const bare = await openPlatformFixture({ webDir: join(root, 'none'), artDir: join(root, 'none') });
  const page = await bare.app.inject({ url: '/', headers: { accept: 'text/html' } });
  expect(page.statusCode).toBe(200);
  expect(page.payload).toContain('npm run build');
  await bare.close();
});
