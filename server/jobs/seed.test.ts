import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FIXTURE_CATALOG, openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import { openSqliteStore } from '#server/store';
import { loadSecret, seedDemoAccount, seedSample, startHousekeeping } from './index';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-seed-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the secret', () => {
  test('is made once, for its owner alone', () => {
    const first = loadSecret(join(folder, 'data'));
    expect(first).toHaveLength(32);
    expect(loadSecret(join(folder, 'data'))).toEqual(first);
    expect(statSync(join(folder, 'data/secret.key')).mode & 0o777).toBe(0o600);
    expect(loadSecret(join(folder, 'other'))).not.toEqual(first);
  });

  test('says which file is damaged', () => {
    writeFileSync(join(folder, 'secret.key'), 'abc');
    expect(() => loadSecret(folder)).toThrow(/secret\.key is damaged/);
  });
});

describe('the sample', () => {
  test('is put in once, again when it changed, and taken out when not wanted', async () => {
    const store = await openSqliteStore(':memory:', 0);
    expect(await seedSample(store, FIXTURE_CATALOG, true, 1)).toBe(true);
    const revision = await store.catalog.revision();
    const [salt] = await store.catalog.idsOf('sample', 'movie', ['salt']);
    expect(await seedSample(store, FIXTURE_CATALOG, true, 2)).toBe(false);
    expect(await store.catalog.revision()).toBe(revision);
    const fewer = { ...FIXTURE_CATALOG, channels: FIXTURE_CATALOG.channels.slice(1) };
    expect(await seedSample(store, fewer, true, 3)).toBe(true);
    expect([await store.catalog.count('channel'), (await store.catalog.idsOf('sample', 'movie', ['salt']))[0]]).toEqual([2, salt]);
    expect(await seedSample(store, fewer, false, 4)).toBe(true);
    expect([await store.catalog.count('channel'), await seedSample(store, fewer, false, 5)]).toEqual([0, false]);
    await store.close();
  });
});

describe('the demo account', () => {
  let fixture: PlatformFixture;

  beforeEach(async () => {
    fixture = await openPlatformFixture();
  });

  afterEach(async () => {
    await fixture.close();
  });

  const seed = () => seedDemoAccount({ accounts: fixture.platform.accounts, store: fixture.platform.store.accounts }, folder);

  test('keeps one generated password that signs in', async () => {
    const first = await seed();
    expect(first?.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
    expect(await seed()).toEqual(first);
    expect(statSync(join(folder, 'demo-sign-in.json')).mode & 0o777).toBe(0o600);
    expect((await fixture.platform.accounts.signIn('demo', first?.password ?? '', 'x')).ok).toBe(true);
    expect(await fixture.platform.accounts.byStreamCredential(first?.stream ?? { username: '', password: '' })).toMatchObject({ name: 'demo' });
  });

  test('a start that was killed between file and account goes on with the file', async () => {
    const first = await seed();
    const other = await openPlatformFixture();
    const again = await seedDemoAccount({ accounts: other.platform.accounts, store: other.platform.store.accounts }, folder);
    expect(again).toEqual(first);
    expect((await other.platform.accounts.signIn('demo', first?.password ?? '', 'x')).ok).toBe(true);
    await other.close();
  });

  test('whoever deletes the file is not told the password any more', async () => {
    await seed();
    rmSync(join(folder, 'demo-sign-in.json'));
    expect(await seed()).toBeNull();
    expect(existsSync(join(folder, 'demo-sign-in.json'))).toBe(false);
  });

  test('nothing but the file holds the password', async () => {
    const signIn = await seed();
    expect(readFileSync(join(folder, 'demo-sign-in.json'), 'utf8')).toContain(signIn?.password);
    const account = await fixture.platform.store.accounts.byName('demo');
    const credential = await fixture.platform.store.accounts.streamCredential('demo');
    expect(JSON.stringify([account, credential])).not.toContain(signIn?.password);
    expect(JSON.stringify([account, credential])).not.toContain(signIn?.stream.password);
  });
});

test('housekeeping sweeps what is over and can be ended', async () => {
  const fixture = await openPlatformFixture();
  const { deviceAuthorization, store, log } = fixture.platform;
  const started = await deviceAuthorization.start({ clientId: 'tv', name: 'TV', ip: 'x' });
  const code = started.ok ? started.value.userCode : '';
  fixture.advance(2 * 86_400_000);
  const end = startHousekeeping(store, () => fixture.platform.nowMs(), log);
  while ((await store.deviceCodes.byUserCode(code)) !== null) await new Promise((resolve) => setImmediate(resolve));
  end();
  await fixture.close();
});
