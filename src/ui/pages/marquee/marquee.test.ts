import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { ListItem } from '#ui/components';
import { Text } from '#ui/engine';
import type { LightningElement } from '#ui/engine';
import { linkMarquee } from './marquee';

let stage: TestStage;
let unlink: () => void;

beforeEach(() => {
  stage = createTestStage();
  unlink = linkMarquee(stage.engine.ui);
});

afterEach(() => {
  unlink();
  stage.dispose();
});

const LONG = 'The Incredibly Long and Winding Tale of a Title That Nobody Has Ever Read to Its End Before';

function row(label: string): ListItem {
  const item = stage.mount(ListItem, { width: 480, look: 'option', onPress: () => undefined });
  item.show({ id: 'a', label });
  stage.frame(16);
  return item;
}
const children = (element: LightningElement): readonly LightningElement[] => Array.from({ length: element.childList.length }, (_none, i) => element.childList.getAt(i)).filter((child) => child !== undefined);
const windowOf = (item: ListItem): LightningElement | undefined => children(item).find((child) => child.clipping);
const wholeOf = (item: ListItem): LightningElement | undefined => windowOf(item)?.childList.getAt(0);
const titleOf = (item: ListItem): Text | undefined => children(item).find((child): child is Text => child instanceof Text && child.content !== '');
/** In small frames, as a screen draws them. */
const pass = (ms: number): void => {
  for (let passed = 0; passed < ms; passed += 100) stage.frame(100);
};

test('a cut title moves once after a rest and stands at its beginning again', () => {
  const item = row(LONG);
  expect(titleOf(item)?.isCut).toBe(true);
  pass(1100);
  expect(windowOf(item)).toBeUndefined();
  pass(400);
  expect([windowOf(item)?.clipping, titleOf(item)?.alpha]).toEqual([true, 0]);
  const before = wholeOf(item)?.x ?? 0;
  pass(1000);
  // 60 pixels a second, towards where reading goes on.
  expect((wholeOf(item)?.x ?? 0) - before).toBeLessThan(-40);
  pass(30_000);
  expect([windowOf(item), titleOf(item)?.alpha]).toEqual([undefined, 1]);
  pass(10_000);
  expect(windowOf(item)).toBeUndefined();
});

test('other words end it and wait anew; words that fit stay where they are', () => {
  const item = row(LONG);
  pass(2000);
  expect(windowOf(item)).toBeDefined();
  item.show({ id: 'a', label: 'Short' });
  pass(200);
  expect([windowOf(item), titleOf(item)?.alpha, titleOf(item)?.content]).toEqual([undefined, 1, 'Short']);
  pass(5000);
  expect(windowOf(item)).toBeUndefined();
  item.show({ id: 'a', label: LONG });
  pass(1600);
  expect(windowOf(item)).toBeDefined();
});

test('Arabic words move the other way', () => {
  const item = row('حكاية طويلة جدا عن عنوان لم يقرأه أحد إلى نهايته من قبل ولن يقرأه أحد بعد ذلك أبدا في هذا البيت');
  pass(1400);
  const before = wholeOf(item)?.x ?? 0;
  expect(before).toBeLessThan(0);
  pass(1000);
  expect((wholeOf(item)?.x ?? 0) - before).toBeGreaterThan(40);
});

test('with reduced motion nothing moves', () => {
  const { engine } = stage;
  engine.setTheme({ ...engine.ui.theme, isReducedMotion: true });
  const item = row(LONG);
  pass(5000);
  expect(windowOf(item)).toBeUndefined();
});
