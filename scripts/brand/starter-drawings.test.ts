import { expect, test } from '@jest/globals';
import { readBrandFile } from './load-brand';
import { starterLogo, starterMark } from './starter-drawings';

test('drawings to begin with carry the name and the accents, and no name breaks out of them', () => {
  const brand = { ...readBrandFile('static/brand/hearth.json'), name: 'ö <"TV"> & more' };
  expect(starterMark(brand)).toMatch(/<text [^>]*>Ö<\/text>/);
  expect(starterMark(brand)).toContain(`stop-color="${brand.colors.accent}"`);
  expect(starterLogo(brand)).toContain('>ö &lt;&quot;TV&quot;&gt; &amp; more</text>');
});
