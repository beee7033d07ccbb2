import { expect, test } from '@jest/globals';
import { PictureWatch } from './picture-watch';

/** Looks twice a second while sound goes on; when the loss is told, in seconds. */
function lostAt(watch: PictureWatch, framesAt: (second: number) => number | undefined, isMoving = true): number | null {
  for (let half = 0; half <= 40; half += 1) {
    const atMs = half * 500;
    if (watch.look(framesAt(half / 2), isMoving ? atMs : 0, atMs)) return half / 2;
  }
  return null;
}

test('a picture that stops while sound goes on, and one that does not come again after a new attempt', () => {
  const watch = new PictureWatch();
  expect(lostAt(watch, (second) => Math.min(second, 2) * 25)).toBe(8);
  expect(lostAt(watch, () => 0)).toBe(3);
});

test('radio, sets that count nothing, slow slides and standing streams are left alone', () => {
  expect(lostAt(new PictureWatch(), () => 0)).toBeNull();
  expect(lostAt(new PictureWatch(), () => undefined)).toBeNull();
  expect(lostAt(new PictureWatch(), (second) => 1 + Math.floor(second / 5))).toBeNull();
  expect(lostAt(new PictureWatch(), (second) => (second < 2 ? 25 : 50), false)).toBeNull();
  const watch = new PictureWatch();
  expect(lostAt(watch, (second) => second * 25)).toBeNull();
  watch.begin();
  expect(lostAt(watch, () => 0)).toBeNull();
});
