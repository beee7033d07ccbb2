import { parse } from 'acorn';
import { engineMask } from './engine-mask';
import { findPreset, PRESETS } from './core/presets';
import { simulatorScript } from './simulator-script';

describe('simulatorScript', () => {
  it('is one classic script that old engines parse', async () => {
    const script = await simulatorScript({ family: 'tizen', version: '5.0' });
    expect(() => parse(script, { ecmaVersion: 2017, sourceType: 'script' })).not.toThrow();
    expect(script).not.toContain('</script');
  }, 60_000);

  it('refuses an unknown model by naming the known ones', async () => {
    await expect(simulatorScript({ family: 'webos', version: '7' })).rejects.toThrow(/known: 3, 4, 5, 6, 22/);
  });
});

describe('T-24 and W-22 engine profiles', () => {
  it('hide what came later, and keep what was there', () => {
    const mask = new Set(engineMask(63));
    for (const name of ['AbortController', 'DecompressionStream', 'Array.prototype.flat', 'queueMicrotask']) expect(mask.has(name)).toBe(true);
    for (const name of ['fetch', 'IntersectionObserver', 'Array.prototype.includes', 'Promise', 'Symbol.iterator']) expect(mask.has(name)).toBe(false);
    expect(engineMask(38).length).toBeGreaterThan(engineMask(120).length);
  });

  it('exist for every model', () => {
    expect(PRESETS.map((preset) => preset.engineMajor)).toEqual(expect.arrayContaining([38, 47, 53, 56, 63, 68, 69, 76, 79, 85, 87, 94, 108, 120, 130, 132]));
    expect(findPreset('tizen', '10').engineMajor).toBe(130);
  });
});
