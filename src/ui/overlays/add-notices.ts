import { computed } from '#core/state';
import type { AppModel } from '#model/app';
import type { RouteName } from '#model/navigation';
import type { RootView } from '#ui/engine';
import { Z } from '#ui/theme';
import { BannerView } from './banner-view';
import type { BannerPlace } from './banner-view';
import { CompanionOpener } from './companion-opener';
import { DialogOpener } from './dialog-opener';
import { PinOpener } from './pin-opener';
import { ToastView } from './toast-view';

/** Home lets its rows down for the banner; elsewhere it keeps to the line of the clock. */
function bannerPlaceOf(name: RouteName): BannerPlace | null {
  if (name === 'player') return null;
  if (name === 'home') return 'row';
  return name === 'live' ? 'live' : 'header';
}

/** Puts questions, toasts and the banner above the pages; answers the banner, so that Up from a page can reach it. */
export function addNotices(root: RootView, app: AppModel): BannerView {
  const { notices, navigation } = app;
  root.addChrome(DialogOpener, { notices }, Z.dialog);
  root.addChrome(PinOpener, { app }, Z.dialog);
  root.addChrome(CompanionOpener, { app }, Z.dialog);
  root.addChrome(ToastView, { notices }, Z.toast);
  const place = computed(() => bannerPlaceOf(navigation.current.value.route.name));
  return root.addChrome(BannerView, { notices, place }, Z.banner);
}
