import type { Brand } from '../scripts/brand';

/** Page the television opens. */
export const START_PAGE = 'index.html';

/** Pictures of the package, by their key in `appinfo.json`. */
export const PICTURES = { icon: 'icon.png', largeIcon: 'largeIcon.png', splashBackground: 'splash.png' } as const;

/** The fields of `appinfo.json` this project writes. Source: LG, "appinfo.json" reference. */
export interface Appinfo {
  readonly id: string;
  readonly version: string;
  readonly vendor: string;
  readonly type: 'web';
  readonly main: string;
  readonly title: string;
  readonly appDescription: string;
  readonly icon: string;
  readonly largeIcon: string;
  readonly splashBackground: string;
  readonly bgColor: string;
  readonly iconColor: string;
  /** Said explicitly: some full-HD sets lay pages out at 1280x720 otherwise. */
  readonly resolution: '1920x1080';
  /** `true`: Back arrives as key 461 and the app answers it on every page. */
  readonly disableBackHistoryAPI: true;
  /**
   * `false`: the television brings the running app to the front by itself and then sends `webOSRelaunch`. With `true` the
   * app would stay hidden until it calls `activate()`; one lost call would look like a dead app.
   */
  readonly handlesRelaunch: false;
  /** The app speaks itself; the set then offers audio guidance for it. */
  readonly accessibility: { readonly supportsAudioGuidance: true };
}

/** The app's manifest, keys in the order of LG's reference. */
export function appinfo(brand: Brand, version: string): Appinfo {
  return {
    id: brand.webos.appId,
    version,
    vendor: brand.vendor.name,
    type: 'web',
    main: START_PAGE,
    title: brand.name,
    appDescription: brand.description,
    icon: PICTURES.icon,
    largeIcon: PICTURES.largeIcon,
    splashBackground: PICTURES.splashBackground,
    bgColor: brand.colors.background,
    iconColor: brand.colors.background,
    resolution: '1920x1080',
    disableBackHistoryAPI: true,
    handlesRelaunch: false,
    accessibility: { supportsAudioGuidance: true },
  };
}
