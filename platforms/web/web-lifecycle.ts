import type { Disposer } from '#core/base';
import { parseDeepLink } from '#platforms/common';
import type { ForegroundWatcher } from '#platforms/common';
import type { LaunchIntent, LifecyclePort } from '#ports';

/** The query parameter that carries a deep link on the web. */
const LINK_PARAMETER = /[?&]link=([^&#]*)/;

/** LifecyclePort of a browser tab. */
export class WebLifecycle implements LifecyclePort {
  readonly launchIntent: LaunchIntent;
  readonly hasSystemExitQuestion = false;
  private readonly window: Window;
  private readonly watcher: ForegroundWatcher;

  constructor(window: Window, watcher: ForegroundWatcher) {
    this.window = window;
    this.watcher = watcher;
    const link = LINK_PARAMETER.exec(window.location.search)?.[1];
    this.launchIntent = link === undefined ? { kind: 'user', params: {} } : { kind: 'deeplink', params: parseDeepLink(link) };
  }

  get isForeground(): boolean {
    return this.watcher.isForeground;
  }

  onIntent(): Disposer {
    // A tab is never called again; a new address is a new page.
    return () => undefined;
  }

  onForegroundChange(listener: (isForeground: boolean) => void): Disposer {
    return this.watcher.on(listener);
  }

  /** Leaves for a blank page; the browser's own Back returns. */
  exit(): void {
    this.window.location.assign('about:blank');
  }

  restart(): void {
    this.window.location.reload();
  }

  systemBack(): void {
    // A browser has no exit question.
  }
}
