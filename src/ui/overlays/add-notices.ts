import { computed } from '#core/state';
import type { AppModel } from '#model/app';
import type { RootView } from '#ui/engine';
import { Z } from '#ui/theme';
import { BannerView } from './banner-view';
import { DialogOpener } from './dialog-opener';
import { ToastView } from './toast-view';

/** Puts questions, toasts and the banner above the pages; answers the banner, so that Up from a page can reach it. */
export function addNotices(root: RootView, app: AppModel): BannerView {
  const { notices, navigation } = app;
  root.addChrome(DialogOpener, { notices }, Z.dialog);
  root.addChrome(ToastView, { notices }, Z.toast);
  const isAllowed = computed(() => navigation.current.value.route.name !== 'player');
  return root.addChrome(BannerView, { notices, isAllowed }, Z.banner);
}
