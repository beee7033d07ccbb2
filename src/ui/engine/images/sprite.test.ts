import { afterEach, describe, expect, test } from '@jest/globals';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { View } from '../view/view';
import { Sprite } from './sprite';

class TwoSprites extends View {
  declare sprites: readonly Sprite[];

  protected override build(): void {
    this.sprites = [0, 1].map((index) => this.put(new Sprite(this.stage), index * 300, 100));
    for (const sprite of this.sprites) sprite.setUp(272, 153, 12);
  }
}

const region = (x: number, url = 'http://art/sheet.jpg') => ({ url, x, y: 0, width: 160, height: 90 });

describe('a sprite', () => {
  let stage: TestStage;

  afterEach(() => {
    stage.dispose();
  });

  test('parts of one picture are loaded once, and another part of it loads nothing', () => {
    stage = createTestStage();
    const { sprites } = stage.mount(TwoSprites, {});
    sprites.forEach((sprite, index) => {
      sprite.show(region(index * 160));
    });
    stage.frame();
    expect(stage.pictures.map((picture) => picture.url)).toEqual(['http://art/sheet.jpg']);
    for (const sprite of sprites) sprite.show(region(640));
    stage.frame();
    expect(stage.pictures).toHaveLength(1);
    sprites[0]?.show(region(0, 'http://art/next.jpg'));
    stage.frame();
    expect(stage.pictures).toHaveLength(2);
  });
});
