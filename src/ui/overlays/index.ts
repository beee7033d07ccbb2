export { addNotices } from './add-notices';
export { BannerView } from './banner-view';
export type { BannerProps } from './banner-view';
export { DialogOverlay } from './dialog-overlay';
export type { DialogProps } from './dialog-overlay';
export { ToastView } from './toast-view';
export type { ToastProps } from './toast-view';
