import { describe, expect, test } from '@jest/globals';
import { mulberry32 } from '#core/base';
import { ShelfPage } from './shelf-page';
import type { Slot } from './shelf-page';

const overlaps = (a: Slot, b: Slot): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

describe('a page of shelves', () => {
  test('texts of one height share a shelf, and one that is higher opens another', () => {
    const page = new ShelfPage(256, 256);
    expect([page.take(100, 30), page.take(156, 28), page.take(10, 90)].map((slot) => [slot?.x, slot?.y])).toEqual([[0, 0], [100, 0], [0, 32]]);
  });

  test('whatever is taken and given back, places lie on the page and apart', () => {
    const random = mulberry32(7);
    const page = new ShelfPage(512, 512);
    const held: Slot[] = [];
    for (let i = 0; i < 4_000; i += 1) {
      const slot = random() < 0.55 ? page.take(1 + Math.floor(random() * 200), 1 + Math.floor(random() * 100)) : null;
      if (slot === null) {
        const [left] = held.splice(Math.floor(random() * held.length), 1);
        if (left !== undefined) page.giveBack(left);
        continue;
      }
      expect(slot.x + slot.w <= 512 && slot.y + slot.h <= 512 && held.every((other) => !overlaps(slot, other))).toBe(true);
      held.push(slot);
    }
    held.forEach((slot) => {
      page.giveBack(slot);
    });
    expect(page.take(512, 512)).toEqual({ x: 0, y: 0, w: 512, h: 512 });
  });

  test('where no shelf can be opened, a higher one serves; what is too large for the page has no place', () => {
    const page = new ShelfPage(200, 100);
    page.take(100, 96);
    expect(page.take(50, 20)).toEqual({ x: 100, y: 0, w: 50, h: 20 });
    expect([page.take(60, 20), page.take(201, 4), page.take(4, 101)]).toEqual([null, null, null]);
  });
});
