import { Emitter } from '#core/base';
import type { Disposer } from '#core/base';
import { isRecord, parseDeepLink, parseJson, WEBOS_BACK_GOES_HOME } from '#platforms/common';
import type { ForegroundWatcher } from '#platforms/common';
import type { Capabilities, LaunchIntent, LifecyclePort } from '#ports';
import type { WebosSystem } from './webos-system';

/** The field of the launch parameters that carries a deep link (LG content discovery). */
const LINK = 'contentTarget';

/** What the life cycle of an LG set is made of. */
export interface WebosLifecycleDependencies {
  readonly window: Window;
  readonly system: WebosSystem;
  readonly watcher: ForegroundWatcher;
  readonly capabilities: Capabilities;
}

/**
 * LifecyclePort of an LG set. `webOSLaunch` fires 1 ms after the page is complete and is missed by late listeners, so the
 * first intent comes from `launchParams`; a relaunch brings the app back to the front itself.
 */
export class WebosLifecycle implements LifecyclePort {
  readonly launchIntent: LaunchIntent;
  readonly hasSystemExitQuestion: boolean;
  private readonly dependencies: WebosLifecycleDependencies;
  private readonly events = new Emitter<{ intent: LaunchIntent }>();
  private readonly leave: Disposer;

  constructor(dependencies: WebosLifecycleDependencies) {
    this.dependencies = dependencies;
    const { window, system, capabilities } = dependencies;
    this.hasSystemExitQuestion = !WEBOS_BACK_GOES_HOME.appliesTo(capabilities);
    this.launchIntent = intentOf(parseJson(system.launchParams()), 'user');
    const onRelaunch = (event: Event): void => {
      const detail: unknown = 'detail' in event ? event.detail : null;
      // appinfo says handlesRelaunch: the app stays hidden until it asks for the front.
      system.activate();
      this.events.emit('intent', intentOf(isRecord(detail) ? detail : parseJson(system.launchParams()), 'relaunch'));
    };
    window.document.addEventListener('webOSRelaunch', onRelaunch);
    this.leave = () => {
      window.document.removeEventListener('webOSRelaunch', onRelaunch);
    };
  }

  get isForeground(): boolean {
    return this.dependencies.watcher.isForeground;
  }

  onIntent(listener: (intent: LaunchIntent) => void): Disposer {
    return this.events.on('intent', listener);
  }

  onForegroundChange(listener: (isForeground: boolean) => void): Disposer {
    return this.dependencies.watcher.on(listener);
  }

  exit(): void {
    this.dependencies.window.close();
  }

  restart(): void {
    this.dependencies.window.location.reload();
  }

  systemBack(): void {
    if (!this.dependencies.system.platformBack()) this.exit();
  }

  /** Stops listening. */
  dispose(): void {
    this.leave();
    this.events.clear();
  }
}

function intentOf(params: unknown, plain: 'user' | 'relaunch'): LaunchIntent {
  const target = isRecord(params) ? params[LINK] : undefined;
  if (typeof target === 'string' && target !== '') return { kind: 'deeplink', params: parseDeepLink(target) };
  return { kind: plain, params: {} };
}
