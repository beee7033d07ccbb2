import type { Disposer } from '#core/base';
import { Box, LightningElement, View } from '#ui/engine';

/** From the mock `o2-pin`. */
const BOX = { w: 108, h: 124, pitch: 132, radius: 20, border: 3 } as const;
const DOT = 26;
const CARET = { x: 34, y: 90, w: 40, h: 5 } as const;
const LENGTH = 4;
/** Places of a shake, pixels from the middle, and how long each lasts. */
const SHAKE = [18, -16, 12, -8, 4, 0] as const;
const SHAKE_STEP_MS = 50;

interface Place {
  /** Drawn in place of each other: a border keeps its colour. */
  readonly ground: Box;
  readonly next: Box;
  readonly dot: Box;
  readonly caret: LightningElement;
}

/** Four places: filled ones show a dot, never a digit. Left to right in every language. */
export class PinBoxes extends View {
  declare private places: readonly Place[];
  declare private inner: LightningElement;
  declare private stopShaking: Disposer;

  /** Pixels. */
  static readonly width = (LENGTH - 1) * BOX.pitch + BOX.w;
  static readonly height = BOX.h;

  /** Shows how many digits there are. */
  show(count: number): void {
    this.places.forEach(({ ground, next, dot, caret }, index) => {
      const isNext = index === count;
      ground.visible = !isNext;
      next.visible = isNext;
      dot.visible = index < count;
      caret.visible = isNext;
    });
  }

  /** Says no without words; stands still with reduced motion. */
  shake(): void {
    this.stopShaking();
    if (this.theme.isReducedMotion) return;
    const step = (index: number): void => {
      this.inner.x = SHAKE[index] ?? 0;
      if (index + 1 < SHAKE.length) this.stopShaking = this.ui.clock.after(SHAKE_STEP_MS, () => step(index + 1));
    };
    step(0);
  }

  protected override build(): void {
    this.rtl = false;
    this.w = PinBoxes.width;
    this.h = BOX.h;
    this.stopShaking = () => undefined;
    this.inner = this.put(new LightningElement(this.stage), 0, 0, this.w, this.h);
    this.inner.rtl = false;
    const { color } = this.theme;
    this.places = Array.from({ length: LENGTH }, (_, index) => {
      const x = index * BOX.pitch;
      const ground = new Box(this.stage);
      ground.setUp({ radius: BOX.radius, color: color.surface, border: BOX.border, borderColor: color.line });
      const next = new Box(this.stage);
      next.setUp({ radius: BOX.radius, color: color.surface2, border: BOX.border, borderColor: color.text2 });
      for (const box of [ground, next]) {
        box.setSize(BOX.w, BOX.h);
        box.x = x;
      }
      const dot = new Box(this.stage);
      dot.setUp({ radius: DOT / 2, color: color.text });
      dot.setSize(DOT, DOT);
      dot.x = x + (BOX.w - DOT) / 2;
      dot.y = (BOX.h - DOT) / 2;
      const caret = new LightningElement(this.stage);
      caret.rect = true;
      caret.color = color.accent;
      caret.x = x + CARET.x;
      caret.y = CARET.y;
      caret.w = CARET.w;
      caret.h = CARET.h;
      for (const part of [ground, next, dot, caret]) this.inner.childList.a(part);
      return { ground, next, dot, caret };
    });
    this.show(0);
    this.own(() => this.stopShaking());
  }
}
