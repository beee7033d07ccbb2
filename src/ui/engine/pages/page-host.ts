import type { ReadonlySignal } from '#core/state';
import type { Stage } from '../lightning';
import { View } from '../view/view';
import type { KeyPress } from '../view/key-handlers';
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
  /** A page that is made and comes on show with the next frame; `null`: none. */
  declare private coming: { readonly id: number; readonly show: () => void } | null;

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
    this.coming?.show();
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

  /** A key is for the page that comes, not for the one it replaces. */
  override _captureKey(_press: KeyPress): boolean {
    if (this.coming === null) return false;
    this.coming.show();
    this.stage.application.updateFocusPath();
    return false;
  }

  protected override build(): void {
    this.source = null;
    this.coming = null;
    this.kept = [];
    this.shown = null;
    this.limit = 3;
    this.w = 1920;
    this.h = 1080;
  }

  private goTo(entry: PageEntry): void {
    const { source } = this;
    if (this.coming !== null && this.coming.id !== entry.id) this.coming.show();
    if (source === null || this.coming !== null || this.shown?.id === entry.id) return;
    const before = this.shown;
    const isClosing = source.direction.peek() !== 'forward';
    if (before !== null) {
      before.page.leave(isClosing ? 'closed' : 'covered');
      before.page.sleep(true);
    }
    const kept = this.kept.find(({ id }) => id === entry.id);
    if (kept !== undefined) {
      this.kept.splice(this.kept.indexOf(kept), 1);
      this.show(kept, isClosing, true);
      return;
    }
    const made = { id: entry.id, page: source.create(this.stage, entry) };
    if (isClosing || before === null) this.show(made, isClosing, false);
    else this.showSoon(made);
  }

  /** Making a page takes a slow set a frame; what fills it comes with the next one. */
  private showSoon(made: Kept): void {
    const show = (): void => {
      if (this.coming?.show !== show) return;
      this.coming = null;
      this.show(made, false, false);
    };
    this.coming = { id: made.id, show };
    this.ui.frameWork.build(show);
  }

  private show(next: Kept, isClosing: boolean, isRestored: boolean): void {
    const before = this.shown;
    if (!isRestored) this.childList.a(next.page);
    this.kept.push(next);
    this.shown = next;
    next.page.visible = true;
    next.page.sleep(false);
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
    const isAtOnce = next.page.comesAtOnce;
    const leave = (): void => {
      if (this.shown === before) return;
      before.page.visible = false;
      if (!this.kept.includes(before)) this.drop(before.page);
    };
    motion.set(next.page, 'alpha', isAtOnce ? 1 : 0.001);
    motion.set(next.page, 'y', isAtOnce || this.theme.isReducedMotion ? 0 : 24);
    if (isAtOnce) {
      motion.set(before.page, 'alpha', 0);
      leave();
      return;
    }
    motion.toThen(before.page, 'alpha', 0, 'pageOut', leave);
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
