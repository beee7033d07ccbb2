import { Z } from '#ui/theme';
import { View } from '../view/view';
import type { AnyView, ViewClass } from '../view/view';
import { OverlayHost } from './overlay-host';
import { PageHost } from './page-host';

/** The whole screen: pages, what stands above every page (rail, top bar), overlays. Owns where focus begins. */
export class RootView extends View {
  /** Pages. */
  declare pages: PageHost;
  /** Overlays and the stack of focus roots. */
  declare overlays: OverlayHost;
  declare private chrome: AnyView[];

  /** Puts a lasting part above the pages: rail, top bar. `z` from the tokens. */
  addChrome<V extends AnyView>(type: ViewClass<V>, props: V['props'], z: number): V {
    const view = this.add(type, props);
    view.zIndex = z;
    this.chrome.push(view);
    return view;
  }

  /** Takes all lasting parts out, to be made again with another theme. */
  clearChrome(): void {
    for (const view of this.chrome) {
      this.overlays.popFocus(view);
      this.drop(view);
    }
    this.chrome = [];
  }

  override _getFocused(): AnyView {
    return this.overlays.focusRoot ?? this.pages;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.pages || child === this.overlays || this.chrome.includes(child);
  }

  protected override build(): void {
    this.w = 1920;
    this.h = 1080;
    this.forceZIndexContext = true;
    this.chrome = [];
    this.pages = this.add(PageHost, {});
    this.pages.zIndex = Z.content;
    // Without a height of its own, overlays take their places among the lasting parts.
    this.overlays = this.add(OverlayHost, {});
  }
}
