import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { STORE_FILE } from '#server/config';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import { openSqliteStore } from '#server/store';
import { backUp, restore } from '../backup';
import { loadSecret } from '../load-secret';
import { runOperatorCommand } from './index';

let fixture: PlatformFixture;

beforeAll(async () => {
  fixture = await openPlatformFixture({ payments: 'sandbox' });
});

afterAll(async () => {
  await fixture.close();
});

function run(line: string): Promise<string> {
  const { store, accounts, rights, billing, operators, nowMs, drm: { vault } } = fixture.platform;
  return runOperatorCommand(line.split(' '), { store, accounts, rights, billing, operators, nowMs, vault });
}

describe('operator commands', () => {
  test('from nothing to a subscriber with a plan, a price and a rule', async () => {
    const salt = String(await fixture.idOf('movie', 'salt'));
    expect(await run('find salt')).toBe(`movie  ${salt}  The Salt Road`);
    await run(`bouquet set film --name Films --movie ${salt}`);
    expect(await run('plan set gold --price 12.99 --period 3months --trial 7 --streams 4 --policy reject --bouquets film')).toBe('Plan gold: 12.99 EUR for 3 month.');
    expect(await run('plan set yen --price 500 --currency jpy')).toContain('500 JPY');
    await run(`offer set salt-rent --rent --price 3.99 --movie ${salt} --window 36h`);
    await run(`rule set salt-nz --only --movie ${salt} --countries nz,au --until 2027-01-31`);
    const made = await run('account add maria --plan gold');
    const [, password = ''] = /sign-in +maria +(\S+)/.exec(made) ?? [];
    expect((await fixture.platform.accounts.signIn('maria', password, '127.0.0.1')).ok).toBe(true);
    expect(await run('account list')).toMatch(/maria +active +expires never +gold \(active until 2027-02-27 20:41\)/);
    const { rights } = fixture.platform.store;
    expect(await rights.offers()).toMatchObject([{ id: 'salt-rent', priceMinor: 399, windowMs: 36 * 3_600_000 }]);
    expect(await rights.availability()).toMatchObject([{ effect: 'only', countries: ['NZ', 'AU'], untilMs: Date.UTC(2027, 0, 31) }]);
    expect(await run('ledger')).toBe('The ledger is empty.');
    expect(await run('order list')).toMatch(/maria +plan gold +0.00 EUR +paid +operator/);
    await run('account suspend maria');
    expect((await fixture.platform.store.accounts.byName('maria'))?.status).toBe('suspended');
  });

  test('titles are protected by keys nobody reads again', async () => {
    const salt = String(await fixture.idOf('movie', 'salt'));
    const [keyId, key] = ['00112233-4455-6677-8899-AABBCCDDEEFF', 'ffeeddccbbaa99887766554433221100'];
    expect(await run('drm list')).toBe('Nothing is protected.');
    for (const [line, message] of [
      ['drm set --systems clearkey', /name one row/], [`drm set --movie ${salt} --systems clearkey`, /ClearKey needs/], [`drm set --movie ${salt} --systems fairplay`, /takes some of/],
      ['drm set --movie 999999 --systems widevine', /there is no movie 999999/], [`drm set --movie ${salt} --systems widevine --kays x`, /--kays is not known/],
    ] as const) await expect(run(line)).rejects.toMatchObject({ code: 'input.invalid', message: expect.stringMatching(message) });
    const wrong = run(`drm set --movie ${salt} --systems clearkey --keys ${keyId}:${key}ff`);
    await expect(wrong).rejects.toMatchObject({ message: 'key 1 is none: it must be <key id>:<key>, 32 hexadecimal digits each' });
    expect(await run(`drm set --movie ${salt} --systems playready,clearkey --keys ${keyId}:${key}`)).toBe('The Salt Road is protected: playready, clearkey, 1 key.');
    const listed = await run('drm list');
    expect(listed).toBe(`movie  ${salt}  The Salt Road  playready,clearkey  00112233445566778899aabbccddeeff`);
    expect(await fixture.platform.drm.vault.keys({ kind: 'movie', itemId: Number(salt) })).toEqual([{ keyId: '00112233445566778899aabbccddeeff', key }]);
    expect(await run(`drm remove --movie ${salt}`)).toContain('keys are gone');
    await expect(run(`drm remove --movie ${salt}`)).rejects.toMatchObject({ code: 'input.invalid' });
  });

  test('advertising is turned on and off, campaigns are made and removed', async () => {
    await expect(run('ads set')).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(run('ads set --on --without nobody')).rejects.toMatchObject({ message: 'there is no plan "nobody"' });
    expect(await run('ads set --on --mid 30m --per-break 3 --without gold')).toBe('Advertising is on.');
    expect(await fixture.platform.ads.policies.read()).toEqual({ isOn: true, midEveryMs: 1_800_000, mostPerBreak: 3, perHour: 8, adFreePlanIds: ['gold'] });
    await expect(run('campaign set spring')).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(run('campaign set spring --clips spot')).rejects.toMatchObject({ code: 'input.invalid' });
    expect(await run('campaign set spring --clips spot:12,https://cdn.example/a.m3u8:30 --kinds movie --countries nz --skip-after 0 --until 2027-05-01')).toBe('Campaign spring, from now until 2027-05-01 00:00.');
    expect((await fixture.platform.store.ads.campaigns()).find(({ id }) => id === 'spring')).toMatchObject({
      kinds: ['movie'], countries: ['NZ'], skipAfterMs: 0, creatives: [{ asset: 'spot', durationMs: 12_000 }, { url: 'https://cdn.example/a.m3u8', durationMs: 30_000 }],
    });
    expect(await run('campaign list')).toMatch(/spring {2,}spring {2,}0 seen {2,}0 to the end {2,}0 skipped {2,}0 today/);
    expect(await run('campaign remove spring')).toBe('Campaign spring is gone, with its figures.');
    expect(await run('ads set --off')).toBe('Advertising is off.');
  });

  test('an operator who lost the password of the console gets a new one', async () => {
    expect(await run('console list')).toContain('Nobody');
    const { operators } = fixture.platform;
    await operators.ensureFirst();
    expect(await run('console list')).toBe('owner  owner');
    const [, password = ''] = /with (\S+)\./.exec(await run('console password OWNER')) ?? [];
    expect((await operators.signIn('owner', password, '127.0.0.1')).ok).toBe(true);
    await expect(run('console password nobody')).rejects.toMatchObject({ code: 'input.invalid' });
  });

  test.each([
    ['nonsense', 'Usage'], ['plan set Big --price 1', 'cannot be'], ['plan set p', '--price is needed'], ['plan set p --price 1.999', 'amount in EUR'], ['plan set p --price 1 --prise 2', '--prise is not known'],
    ['plan set p --price 1 --bouquets none', 'no bouquet "none"'], ['plan set p --price 1 --policy maybe', 'reject or roll-over'], ['plan set p --price 1 --period soon', '--period'],
    ['bouquet set b --movie 99999', 'no movie 99999'], ['bouquet set b --movie salt', 'takes the numbers'], ['offer set o --price 1 --movie 1', '--rent or --buy'], ['rule set r --only --all --countries NZL', 'two letters'],
    ['account add x --password short', '8 characters'], ['account add x --plan none', 'no plan "none"'], ['account suspend nobody', 'no account'], ['order refund x', 'no such order'], ['coupon set ab --percent 5', '3 to 40'],
    ['coupon set abc --percent 101', '1 to 100'], ['rule remove x', 'no rule'],
  ])('%s', async (line, why) => {
    await expect(run(line)).rejects.toMatchObject({ code: 'input.invalid', message: expect.stringContaining(why) });
  });
});

test('a backup taken while the store is used is whole, and a restore brings it back and keeps what it replaces', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-backup-'));
  try {
    const [data, copy] = [join(folder, 'data'), join(folder, 'copy')];
    loadSecret(data);
    const store = await openSqliteStore(join(data, STORE_FILE), 0);
    await store.favourites.replace('p', ['m:1']);
    await Promise.all([backUp(store, data, copy, 5), store.favourites.replace('q', ['m:2'])]);
    expect(readdirSync(copy).sort()).toEqual(['backup.json', STORE_FILE, 'secret.key']);
    expect(statSync(copy).mode & 0o077).toBe(0);
    await expect(backUp(store, data, copy, 5)).rejects.toMatchObject({ code: 'input.invalid' });
    await store.favourites.replace('p', ['m:3']);
    await store.close();
    restore(data, copy, 7);
    const again = await openSqliteStore(join(data, STORE_FILE), 0);
    expect(await again.favourites.list('p')).toEqual(['m:1']);
    await again.close();
    expect(existsSync(join(data, `before-restore-1970-01-01T00-00-00-007Z-${STORE_FILE}`))).toBe(true);
    writeFileSync(join(copy, STORE_FILE), 'torn');
    expect(() => restore(data, copy, 8)).toThrow();
    rmSync(join(copy, 'backup.json'));
    expect(() => restore(data, copy, 8)).toThrow('no whole backup');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
