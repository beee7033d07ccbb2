import { railPlaceOf } from '#model/navigation';
import { Page } from '#ui/engine';
import type { KeyPress } from '#ui/engine';
import type { PageProps } from './page-props';

/**
 * A page of the app: Back follows the rules of the back stack, and on the pages of the rail Left beyond the content opens
 * it. Subclasses build what they show and hand on the keys they do not use.
 */
export abstract class HearthPage<Props extends PageProps = PageProps> extends Page<Props> {
  override get pageId(): string {
    return this.props.entry.route.name;
  }

  /** Whether the rail stands beside this page. (`isRoot` means the stage to Lightning.) */
  get isOnRail(): boolean {
    return railPlaceOf(this.props.entry.route) !== null;
  }

  override _handleLeft(press: KeyPress): boolean {
    // A held key stops at the edge: nobody falls into the rail.
    if (this.isOnRail && !press.isHeld) this.props.app.navigation.openRail();
    return true;
  }

  override _handleSearch(_press: KeyPress): boolean {
    if (this.isOnRail) this.props.app.navigation.open({ name: 'search' });
    return this.isOnRail;
  }

  override _handleBlue(press: KeyPress): boolean {
    const { name } = this.props.entry.route;
    return (name === 'home' || name === 'my-list') && this._handleSearch(press);
  }

  override _handleBack(_press: KeyPress): boolean {
    if (this.props.app.navigation.back(this.isAtTop()) === 'go-to-top') this.goToTop();
    return true;
  }
}
