import { describe, expect, test } from '@jest/globals';
import { HEARTH_BRAND } from '#ui/theme';
import { brandLook } from './brand-look';

const PACKAGED = { name: 'Fjord TV', accent: '#2EC4B6', accent2: '#9BE7DF', onAccent: '', logo: 'brand-logo.png', logoAspect: 2.7 };

describe('the look of a package', () => {
  test('an operator has name, colours and logo of their own, and no arch', () => {
    expect(brandLook(PACKAGED)).toMatchObject({ name: 'Fjord TV', accent: '#2EC4B6', homeIcon: 'house', mark: 'brand-logo.png', markAspect: 2.7 });
  });

  test('without a logo the mark is drawn beside the name', () => {
    expect(brandLook({ ...PACKAGED, logo: '', logoAspect: 0 })).toMatchObject({ name: 'Fjord TV', mark: '', markAspect: HEARTH_BRAND.markAspect });
  });

  test('the product stays as it is, also with the colours of an operator', () => {
    expect(brandLook(null)).toBe(HEARTH_BRAND);
    expect(brandLook({ ...PACKAGED, name: 'Hearth' })).toEqual({ ...HEARTH_BRAND, accent: '#2EC4B6', accent2: '#9BE7DF', onAccent: '' });
  });
});
