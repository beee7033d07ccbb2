import { describe, expect, test } from '@jest/globals';
import { chooseLanguage, HOME_TEXTS, LANGUAGES, PAGE_TEXTS, SHOP_TEXTS } from './index';

describe('languages', () => {
  test.each([['', 'en'], ['de', 'de'], ['de-CH,en;q=0.8', 'de'], ['sw,ar;q=0.3,de;q=0.9', 'de'], ['ar-EG', 'ar'], ['zh-Hans-CN,zh;q=0.9', 'zh'], ['xx, yy', 'en'], ['*;q=0.1', 'en'], [';;,', 'en']])(
    '"%s" is read as %s',
    (header, expected) => {
      expect(chooseLanguage(header)).toBe(expected);
    },
  );

  test('every language fills the same places', () => {
    const placesOf = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const texts of [PAGE_TEXTS, HOME_TEXTS, SHOP_TEXTS]) {
      for (const other of LANGUAGES.map((language) => texts[language])) {
        for (const [key, english] of Object.entries(texts.en)) {
          const text: unknown = Object.entries(other).find(([name]) => name === key)?.[1];
          if (typeof english === 'string') expect([key, placesOf(String(text))]).toEqual([key, placesOf(english)]);
        }
      }
    }
  });
});
