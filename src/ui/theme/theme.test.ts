import { describe, expect, test } from '@jest/globals';
import { contrast, createTheme, fromHsl, HEARTH_BRAND, mix, parseColor, toHsl, resolveAccent, withAlpha } from './index';

describe('colours', () => {
  test.each([
    ['#fff', 0xffffffff],
    ['#FF7A3D', 0xffff7a3d],
    ['#FFFFFF47', 0x47ffffff],
    ['red', null],
    ['#12', null],
  ])('reads %s', (text, expected) => {
    expect(parseColor(text)).toBe(expected);
  });

  test('opacity and mixing stay unsigned', () => {
    expect(withAlpha(0xff0b0c10, 0.5)).toBe(0x800b0c10);
    expect(mix(0xffffffff, 0xff000000, 0.5)).toBe(0xff808080);
  });

  test('hue, saturation, lightness and back', () => {
    for (const color of [0xffff7a3d, 0xff27c4b0, 0xff0b0c10, 0xffd2312f]) expect(fromHsl(toHsl(color))).toBe(color);
  });
});

describe('the two contrasts', () => {
  test.each([
    ['dark', 4.5],
    ['high-contrast', 7],
  ] as const)('%s: body text reaches its ratio on every ground it is used on', (name, least) => {
    const { color } = createTheme({ contrast: name });
    expect(contrast(color.text, color.surface3)).toBeGreaterThan(least);
    expect(contrast(color.text2, color.surface3)).toBeGreaterThan(least);
    expect(contrast(color.text3, color.surface2)).toBeGreaterThan(least);
    expect(contrast(color.onFocus, color.focus)).toBeGreaterThan(least);
  });

  test('high contrast ignores the accent, has borders and no lift', () => {
    const theme = createTheme({ contrast: 'high-contrast', brand: { ...HEARTH_BRAND, accent: '#27C4B0' } });
    expect(theme.color.accent).toBe(0xffffe000);
    expect(theme).toMatchObject({ borderWidth: 3, ringWidth: 8, hasLift: false });
  });
});

test('large text scales all but the styles that are large already', () => {
  const { type, rowGain } = createTheme({ textSize: 'large' });
  expect(type.body).toMatchObject({ size: 34, line: 48 });
  expect(type.display.size).toBe(72);
  expect(rowGain).toBe(24);
});

describe('an operator accent', () => {
  test('a legible one is taken as it is', () => {
    expect(resolveAccent({ accent: '#27C4B0', accent2: '#8FEBD0', onAccent: '#031714' })).toMatchObject({ accent: 0xff27c4b0, onAccent: 0xff031714, isRepaired: false, isNearLive: false });
  });

  test('one that is too dark is made lighter until it holds', () => {
    const used = resolveAccent({ accent: '#1A237E', accent2: '', onAccent: '#000000' });
    expect(used.isRepaired).toBe(true);
    expect(contrast(used.accent, 0xff0b0c10)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(used.accent, 0xff363b48)).toBeGreaterThanOrEqual(3);
    expect(contrast(used.onAccent, used.accent)).toBeGreaterThanOrEqual(4.5);
  });

  test('one near the live red turns the LIVE badge white', () => {
    expect(createTheme({ brand: { ...HEARTH_BRAND, accent: '#F0605A' } }).isLiveBadgeWhite).toBe(true);
    expect(createTheme().isLiveBadgeWhite).toBe(false);
  });
});
