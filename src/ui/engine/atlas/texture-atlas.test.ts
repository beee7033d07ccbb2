import { beforeEach, describe, expect, test } from '@jest/globals';
import { createTestStage } from '#test/harness/stage';
import { Box, Icon, View } from '../index';
import type { Stage, TextureSource } from '../lightning';
import { TextureAtlas } from './texture-atlas';

const HEIGHT = 1024;

class FakeSource {
  isShown = true;
  isCleared = false;

  constructor(readonly lookupId: string) {}

  isUsed(): boolean {
    return this.isShown;
  }

  clearNativeTexture(): void {
    this.isCleared = true;
  }
}

const asSource = (source: FakeSource): TextureSource => source as unknown as TextureSource;

let isLost: boolean;
let pixels: number;
let known: Map<string | null, TextureSource>;
let atlas: TextureAtlas;

beforeEach(() => {
  known = new Map();
  atlas = makeAtlas(false);
});

function makeAtlas(isLostAtFirst: boolean): TextureAtlas {
  isLost = isLostAtFirst;
  pixels = 0;
  const gl = new Proxy({}, { get: (_target, name) => () => (name === 'isContextLost' ? isLost : {}) });
  const stage = { gl, isWebgl: () => true, rectangleTexture: { source: null }, addMemoryUsage: (more: number) => { pixels += more; }, textureManager: { textureSourceHashmap: known } };
  return new TextureAtlas(stage as unknown as Stage, HEIGHT);
}

function put(source: FakeSource, w = 1500, h = 100): { readonly texture: unknown; readonly part: unknown } | null {
  known.set(source.lookupId, asSource(source));
  const options = atlas.put(asSource(source), w, h, () => ({}) as ImageData);
  return options === null ? null : { texture: options.source, part: options.renderInfo };
}

/** Puts rows there until there is no room. */
function fill(): readonly FakeSource[] {
  const sources: FakeSource[] = [];
  for (;;) {
    const source = new FakeSource(`row ${String(sources.length)}`);
    if (put(source) === null) return sources;
    sources.push(source);
  }
}

describe('shared textures', () => {
  test('pictures lie on one, with a pixel around each; its memory is counted once', () => {
    const first = put(new FakeSource('a'), 100, 30);
    const second = put(new FakeSource('b'), 50, 30);
    expect(second?.texture).toBe(first?.texture);
    expect([first?.part, second?.part]).toEqual([{ x: 1, y: 9, w: 100, h: 30 }, { x: 103, y: 9, w: 50, h: 30 }]);
    expect(pixels).toBe(2048 * HEIGHT);
  });

  test('when they are full, what is on screen stays and what was drawn longest ago goes, as much as is needed', () => {
    const rows = fill();
    const [first, second, third] = rows as readonly [FakeSource, FakeSource, FakeSource];
    second.isShown = false;
    third.isShown = false;
    expect(put(new FakeSource('next'))).not.toBeNull();
    expect(rows.filter(({ isCleared }) => isCleared)).toEqual([second]);
    expect([first, second].map(({ lookupId }) => known.has(lookupId))).toEqual([true, false]);
    second.isShown = true;
    expect(put(second)).not.toBeNull();
    expect(third.isCleared).toBe(true);
    expect(put(third)).toBeNull();
  });

  test('a picture that is too large, or one that is drawn while the graphics card is away, gets a texture of its own', () => {
    expect(put(new FakeSource('large'), 1000, 400)).toBeNull();
    atlas = makeAtlas(true);
    expect(put(new FakeSource('lost'), 100, 30)).toBeNull();
    isLost = false;
    expect(put(new FakeSource('back'), 100, 30)).not.toBeNull();
  });
});

class Row extends View {
  declare icon: Icon;

  protected override build(): void {
    this.w = 800;
    this.h = 400;
    for (let i = 0; i < 10; i += 1) {
      const ground = this.put(new Box(this.stage), 0, i * 40);
      ground.setUp({ radius: 8 });
      ground.setSize(300 + i, 36);
      this.addText({ style: 'label', content: `Channel ${String(i)}` }).moveTo(20, i * 40);
    }
    this.icon = this.put(new Icon(this.stage));
    this.icon.setUp('play', 24, 0xffffffff);
  }
}

test('grounds, texts and icons in any order are one draw call, each as large as it was drawn', () => {
  const screen = createTestStage();
  const before = screen.drawCalls();
  const row = screen.mount(Row, {});
  screen.frame();
  expect(screen.drawCalls() - before).toBeLessThanOrEqual(1);
  expect([row.icon.renderWidth, row.icon.renderHeight]).toEqual([24, 24]);
  screen.dispose();
});
