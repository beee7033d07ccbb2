import { describe, expect, test } from '@jest/globals';
import { beginsLeftToRight, plainLetters } from './scripts';

describe('the direction of a text on a right-to-left screen', () => {
  test.each([
    ['A retired glider pilot is asked for one last flight.', true],
    ['4. Ice Road', true],
    ['متبقٍ 18 د', false],
    ['\u2068Kestrel\u2069 في قائمتك.', false],
    ['2024 – 2025', false],
    ['《灯塔守望者》', true],
    ['किताबें', true],
    ['92 %', false],
  ])('%s', (content, isLeftToRight) => {
    expect(beginsLeftToRight(content)).toBe(isLeftToRight);
  });
});

describe('letters no font of the product has', () => {
  test.each([
    ['Nord 1 ᴴᴰ', 'Nord 1 HD'],
    ['Arena Ⓢ', 'Arena S'],
    ['𝗞𝗶𝗻𝗼', 'Kino'],
    ['ＮＨＫ', 'NHK'],
    ['要退出吗？（首页）', '要退出吗？（首页）'],
    ['Größe – Čeština ½', 'Größe – Čeština ½'],
  ])('%s is drawn as %s', (content, drawn) => {
    expect(plainLetters(content)).toBe(drawn);
  });
});
