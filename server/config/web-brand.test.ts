import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { namedByBrand, readConfig, readWebBrand } from './index';

/** The head of a PNG of 432 by 160, which is all that is read. */
const LOGO = Buffer.concat([Buffer.alloc(16), Buffer.from([0, 0, 1, 0xb0, 0, 0, 0, 160, 8])]);
const FJORD = { name: 'Fjord TV', languages: ['en'], platformUrl: 'https://elsewhere.example', colors: { accent: '#2EC4B6' }, art: { folder: 'fjord' }, vendor: { name: 'secret of nobody' } };

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-brand-'));
  file = join(folder, 'fjord.json');
  mkdirSync(join(folder, 'fjord'));
  writeFileSync(join(folder, 'fjord/app-logo.png'), LOGO);
  writeFileSync(file, JSON.stringify(FJORD));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the brand of the app in a browser', () => {
  test('is what the app needs, for the platform it came from, with the drawn logo', () => {
    const brand = readWebBrand(file);
    expect(JSON.parse(brand?.json ?? '')).toEqual({ name: 'Fjord TV', languages: ['en'], platformUrl: '', colors: { accent: '#2EC4B6' }, logo: { file: 'brand-logo.png', aspect: 2.7 } });
    expect(brand?.logo).toEqual(LOGO);
  });

  test('without drawings it has no logo; without a file there is none', () => {
    writeFileSync(join(folder, 'bare.json'), JSON.stringify({ ...FJORD, art: { folder: 'none' } }));
    const bare = readWebBrand(join(folder, 'bare.json'));
    expect([bare?.logo, bare?.json.includes('logo')]).toEqual([null, false]);
    expect(readWebBrand('')).toBeNull();
  });

  test('what is no brand file is refused with its place and an example', () => {
    writeFileSync(join(folder, 'torn.json'), '{ "name": ');
    writeFileSync(join(folder, 'other.json'), '{ "version": "1.0.0" }');
    for (const [name, why] of [['torn', 'is no JSON'], ['other', 'is no brand file'], ['absent', 'cannot be read']] as const) {
      expect(() => readWebBrand(join(folder, `${name}.json`))).toThrow(new RegExp(`HEARTH_BRAND=.*${name}.json: it ${why}.*hearth.json`));
    }
  });

  test('names the platform, unless the operator does', () => {
    const named = (environment: Record<string, string>): string => {
      const config = readConfig(environment, folder);
      if (!config.ok) throw config.error;
      return namedByBrand(config.value).name;
    };
    expect([named({}), named({ HEARTH_BRAND: 'fjord.json' }), named({ HEARTH_BRAND: file, HEARTH_NAME: 'Fjord' })]).toEqual(['Hearth', 'Fjord TV', 'Fjord']);
  });
});
