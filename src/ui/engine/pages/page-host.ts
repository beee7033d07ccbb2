import type { ReadonlySignal } from '#core/state';
import type { Stage } from '../lightning';
import { View } from '../view/view';
import type { AnyView } from '../view/view';
import type { Page, PageEntry } from './page';

/** Any page, whatever its properties. */
export type AnyPage = Page;

/** Where pages come from. */
export interface PageSource<Entry extends PageEntry> {
  /** The entry on top of the back stack. */
  readonly current: ReadonlySignal<Entry>;
  /** Which way the last change went. */
  readonly direction: ReadonlySignal<'forward' | 'back' | 'replace'>;
  /** Makes the page of an entry; it recalls from the entry what it remembered. */
  create(stage: Stage, entry: Entry): AnyPage;
}

interface Kept {
  readonly id: number;
  readonly page: AnyPage;
}

/**
 * Shows the page of the current entry. Covered pages are kept hidden, the most recent few; older ones are dropped and
 * built again when they return.
 */
export class PageHost extends View {
  declare private source: PageSource<PageEntry> | null;
  declare private kept: Kept[];
  declare private shown: Kept | null;
  declare private limit: number;

  /** The page on show; `null` before the first. */
  get page(): AnyPage | null {
    return this.shown?.page ?? null;
  }

  /** Pages alive, the shown one included. */
  get alive(): number {
    return this.kept.length;
  }

  /** Begins to follow a back stack. `limit`: pages kept alive; 2 on sets with little memory. */
  follow<Entry extends PageEntry>(source: PageSource<Entry>, limit: number): void {
    this.limit = Math.max(1, limit);
    this.source = source;
    this.bind(source.current, () => {
      this.goTo(source.current.peek());
    });
  }

  /** Builds every page again: the theme or the language changed. Focus returns where it was. */
  rebuild(): void {
    const { shown, source } = this;
    for (const kept of this.kept) {
      kept.page.leave('covered');
      this.drop(kept.page);
    }
    this.kept = [];
    this.shown = null;
    if (shown !== null && source !== null) this.goTo(source.current.peek());
  }

  override _getFocused(): AnyView {
    return this.page ?? this;
  }

  protected override build(): void {
    this.source = null;
    this.kept = [];
    this.shown = null;
    this.limit = 3;
    this.w = 1920;
    this.h = 1080;
  }

  private goTo(entry: PageEntry): void {
    const { source } = this;
    if (source === null || this.shown?.id === entry.id) return;
    const before = this.shown;
    const direction = source.direction.peek();
    const isClosing = direction !== 'forward';
    if (before !== null) before.page.leave(isClosing ? 'closed' : 'covered');
    let next = this.kept.find((kept) => kept.id === entry.id) ?? null;
    const isRestored = next !== null;
    if (next === null) {
      next = { id: entry.id, page: source.create(this.stage, entry) };
      this.kept.push(next);
      this.childList.a(next.page);
    } else {
      this.kept.splice(this.kept.indexOf(next), 1);
      this.kept.push(next);
    }
    this.shown = next;
    next.page.visible = true;
    if (isRestored) next.page.restore();
    else next.page.enter();
    if (before !== null) this.exchange(before, next, isClosing);
    else this.ui.motion.set(next.page, 'alpha', 1);
    this.evict();
    this.ui.mirror.setPage({ id: next.page.pageId, name: next.page.pageTitle() });
    this.ui.focus.refresh(true);
    this.ui.focus.check();
  }

  private exchange(before: Kept, next: Kept, isClosing: boolean): void {
    const { motion } = this.ui;
    if (isClosing) this.kept = this.kept.filter((kept) => kept !== before);
    motion.toThen(before.page, 'alpha', 0, 'pageOut', () => {
      if (this.shown === before) return;
      before.page.visible = false;
      if (!this.kept.includes(before)) this.drop(before.page);
    });
    motion.set(next.page, 'alpha', 0.001);
    motion.set(next.page, 'y', this.theme.isReducedMotion ? 0 : 24);
    motion.to(next.page, 'alpha', 1, 'pageIn');
    motion.to(next.page, 'y', 0, 'pageIn');
  }

  private evict(): void {
    while (this.kept.length > this.limit) {
      const [oldest] = this.kept.splice(0, 1);
      // A page still fading out is dropped at the end of its motion.
      if (oldest !== undefined && oldest !== this.shown && !oldest.page.visible) this.drop(oldest.page);
    }
  }
}
