import { afterEach, expect, test } from '@jest/globals';
import { Icon, Text } from '#ui/engine';
import type { LightningElement } from '#ui/engine';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { LogoTile } from './logo-tile';

let screen: TestStage;
afterEach(() => {
  screen.dispose();
});

const shown = (tile: LogoTile): readonly string[] =>
  tile.childList
    .get()
    .filter((child: LightningElement) => child.visible)
    .map((child) => (child instanceof Text ? child.content : child instanceof Icon ? `icon ${child.name}` : ''))
    .filter((part) => part !== '');

test('without a logo, or when it cannot be had: the name, or a sign where the name stands beside it', () => {
  screen = createTestStage();
  const tile = screen.mount(LogoTile, { width: 124, height: 72 });
  tile.show({ logo: '', number: '7', name: '' });
  expect(shown(tile)).toEqual(['icon live']);
  tile.show({ logo: '', number: '7', name: 'Seven' });
  expect(shown(tile)).toEqual(['Seven']);
  tile.show({ logo: 'http://a/b.png', number: '8', name: 'Eight' });
  screen.frame();
  expect(shown(tile)).toEqual([]);
  tile.show({ logo: '', number: '8', name: '' });
  expect(shown(tile)).toEqual(['icon live']);
});
