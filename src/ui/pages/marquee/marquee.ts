import type { Disposer } from '#core/base';
import { LightningElement, Text } from '#ui/engine';
import type { AnyView, Ui } from '#ui/engine';

/** After this rest a title that is cut begins to move (design 6). */
const REST_MS = 1200;
/** Pixels a second. */
const SPEED = 60;
/** Its end stands so long before the beginning is back. */
const END_MS = 1200;
const WHOLE_SCREEN = 1900;
/** Scripts that are read from the right. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const LETTER = /[^\s\d!-/:-@[-`{-~]/;
/** Elements looked at below the focused one: a row has some ten. */
const MOST_LOOKED_AT = 80;

/** Whether the words begin at the right, whatever the language of the screen. */
function beginsAtRight(words: string): boolean {
  return RIGHT_TO_LEFT.test(LETTER.exec(words)?.[0] ?? '');
}

/** The first line of an element that is cut; titles are made before what stands below them. */
function cutLineOf(view: AnyView): Text | null {
  const waiting: LightningElement[] = [view];
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += 1) {
    const element = waiting.shift();
    if (element === undefined) return null;
    if (element instanceof Text && element.isCut && element.lineCount === 1 && element.visible) return element;
    // Its own children first, in their order, and then whatever else there is.
    for (let i = 0; i < element.childList.length; i += 1) {
      const child = element.childList.getAt(i);
      if (child !== undefined && child.visible) waiting.push(child);
    }
  }
  return null;
}

/**
 * A title that is cut moves once when its element has had the focus for a while, and stands at its beginning again. Not with reduced
 * motion. One at a time; whatever moves the focus, or changes the words, ends it.
 */
export class Marquee {
  private readonly ui: Ui;
  private view: AnyView | null = null;
  private line: Text | null = null;
  private words = '';
  private window: LightningElement | null = null;
  private stopEnd: Disposer = () => undefined;

  constructor(ui: Ui) {
    this.ui = ui;
  }

  /** The focus may be on something else, or on other words. */
  follow(view: AnyView | null): void {
    if (view === this.view && (this.line === null || this.line.content === this.words)) return;
    this.stop();
    // What is as wide as the screen is a picture with words over it, no row.
    if (view === null || view.w >= WHOLE_SCREEN || this.ui.theme.isReducedMotion) return;
    this.view = view;
    this.ui.rest.after(this, REST_MS, () => {
      if (this.view === view && view.attached) this.begin(view);
    });
  }

  /** Ends what moves, and waits for nothing. */
  stop(): void {
    this.ui.rest.cancel(this);
    this.stopEnd();
    this.stopEnd = () => undefined;
    this.restore();
    this.line = null;
    this.view = null;
  }

  private restore(): void {
    const { window, line } = this;
    if (window !== null) window.parent?.childList.remove(window);
    if (line !== null) line.alpha = 1;
    this.window = null;
  }

  private begin(view: AnyView): void {
    const line = cutLineOf(view);
    const { parent } = line ?? {};
    if (line === null || parent === undefined || parent === null || line.alpha !== 1) {
      // Cells are bound to others: the next words may be cut.
      this.view = null;
      return;
    }
    this.line = line;
    this.words = line.content;
    const window = new LightningElement(this.ui.stage);
    window.x = line.x;
    window.y = line.y;
    window.w = line.room;
    window.h = line.drawnHeight;
    window.zIndex = line.zIndex;
    window.clipping = true;
    // What moves in it moves as its words are read, not as the screen is laid out.
    window.rtl = false;
    const whole = line.copyWhole();
    const way = whole.width - window.w;
    const isFromRight = beginsAtRight(this.words);
    whole.x = isFromRight ? -way : 0;
    window.childList.a(whole);
    parent.childList.a(window);
    this.window = window;
    line.alpha = 0;
    const durationMs = (way / SPEED) * 1000;
    whole.setSmooth('x', isFromRight ? 0 : -way, this.ui.stage.transitions.createSettings({ duration: durationMs / 1000, timingFunction: 'linear' }));
    this.stopEnd = this.ui.clock.after(durationMs + END_MS, () => {
      this.restore();
    });
  }
}

/** Lets cut titles move on this screen. */
export function linkMarquee(ui: Ui): Disposer {
  const marquee = new Marquee(ui);
  const follow = (view: AnyView | null): void => {
    marquee.follow(view);
  };
  ui.focus.onFocus = follow;
  follow(ui.focus.current);
  return () => {
    if (ui.focus.onFocus === follow) ui.focus.onFocus = null;
    marquee.stop();
  };
}
