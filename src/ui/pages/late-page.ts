import { toAppError } from '#core/base';
import type { Scope } from '#core/state';
import type { RemoteKey } from '#ports';
import type { AnyPage, AnyView, KeyPress, LeaveReason, Stage } from '#ui/engine';
import { HearthPage } from './hearth-page';
import type { PageProps } from './page-props';

/** Makes a page. */
export type PageMaker = (stage: Stage, props: PageProps) => AnyPage;

/** How a late page is made. */
export interface LatePageProps extends PageProps {
  /** Loads the code of the page; asked again when it failed. */
  load(): Promise<PageMaker>;
}

/** Presses kept while the code is awaited: somebody who presses more has stopped to look. */
const MOST_KEPT = 4;

/**
 * Stands for a page whose code is loaded when it is first opened, so that the start of the app does not carry it. Shows
 * nothing and only knows Back until the page is there; then it is that page, and gets the keys pressed meanwhile.
 */
export class LatePage extends HearthPage<LatePageProps> {
  declare private page: AnyPage | null;
  /** Left before its code was there: it may not begin behind another page. */
  declare private isAway: boolean;
  /** While it is on the stage. */
  declare private stay: Scope | null;
  /** Pressed before the page was there. */
  declare private kept: RemoteKey[];

  /** Pages fading one over the other take of a weak set what opens the stream. */
  override get comesAtOnce(): boolean {
    return this.pageId === 'player';
  }

  override pageTitle(): string {
    return this.page?.pageTitle() ?? '';
  }

  override _getFocused(): AnyView {
    return this.page ?? this;
  }

  override _captureKey({ isHeld, key }: KeyPress): boolean {
    if (this.page !== null || key === 'back' || key === 'exit') return false;
    if (!isHeld && this.kept.length < MOST_KEPT) this.kept.push(key);
    return true;
  }

  override leave(reason: LeaveReason): void {
    this.isAway = true;
    this.kept = [];
    this.page?.leave(reason);
  }

  override restore(): void {
    this.isAway = false;
    if (this.page !== null) this.page.restore();
    else if (this.stay !== null) void this.fill(this.stay);
  }

  override sleep(isAsleep: boolean): void {
    this.page?.sleep(isAsleep);
  }

  override isAtTop(): boolean {
    return this.page?.isAtTop() ?? true;
  }

  override goToTop(): void {
    this.page?.goToTop();
  }

  protected override build(): void {
    this.page = null;
    this.isAway = false;
    this.stay = null;
    this.kept = [];
    this.whileAttached((scope) => {
      this.stay = scope;
      scope.add(() => {
        this.stay = null;
      });
      if (this.page === null) void this.fill(scope);
    });
  }

  private async fill(scope: Scope): Promise<void> {
    const { app, entry, load } = this.props;
    /** The code may come after the viewer has gone on. */
    const isInFront = (): boolean => this.stay === scope && !this.isAway;
    const there = this.ui.mirror.awaitPart();
    try {
      const make = await load();
      if (isInFront() && this.page === null) this.show(make(this.stage, { app, entry }));
    } catch (error) {
      this.ui.log.write('error', 'a page could not be loaded', { page: this.pageId, reason: toAppError(error).message });
      if (isInFront()) app.navigation.back(true);
    } finally {
      there();
    }
  }

  private show(page: AnyPage): void {
    this.page = page;
    this.childList.a(page);
    page.enter();
    this.ui.mirror.setPage({ id: page.pageId, name: page.pageTitle() });
    this.ui.focus.refresh(true);
    this.ui.focus.check();
    this._refocus();
    for (const key of this.kept.splice(0)) this.ui.keys.pressKey(key);
  }
}
