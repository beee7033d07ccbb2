import type { Tabs } from '#ui/components';
import type { AnyView, KeyPress } from '#ui/engine';
import { HearthPage } from './hearth-page';
import type { PageProps } from './page-props';

/** A page with tabs above what they choose: Up beyond that goes to the tabs, Down from them back to it. Subclasses set the fields first. */
export abstract class TabbedPage<Props extends PageProps = PageProps> extends HearthPage<Props> {
  /** `null`: there is nothing to choose. */
  declare protected tabs: Tabs | null;
  declare protected isOnTabs: boolean;

  /** What the chosen tab shows. */
  protected abstract get panel(): AnyView | null;

  override focusChild(child: AnyView): boolean {
    this.isOnTabs = child === this.tabs;
    return true;
  }

  override _getFocused(): AnyView {
    if (this.isOnTabs && this.tabs !== null) return this.tabs;
    return this.panel ?? this;
  }

  override _handleDown(press: KeyPress): boolean {
    if (this.isOnTabs && !press.isHeld) this.isOnTabs = false;
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    if (this.isOnTabs || this.tabs === null) return false;
    this.isOnTabs = true;
    return true;
  }
}
