import { Emitter } from '#core/base';
import type { Disposer } from '#core/base';
import { isRecord, parseDeepLink, parseJson } from '#platforms/common';
import type { ForegroundWatcher } from '#platforms/common';
import type { LaunchIntent, LifecyclePort, LogPort } from '#ports';
import { askNative } from './tizen-natives';
import type { TizenNatives } from './tizen-natives';

/** The field of an app control that carries a deep link (Smart Hub preview guide). */
const PAYLOAD = 'PAYLOAD';

/** The part of an app control that is read; not to be trusted. */
interface RequestedControl {
  readonly appControl: { readonly data?: unknown };
}

/** LifecyclePort of a Samsung set: app control for deep links, exit through the platform. */
export class TizenLifecycle implements LifecyclePort {
  readonly launchIntent: LaunchIntent;
  readonly hasSystemExitQuestion = false;
  private readonly natives: TizenNatives;
  private readonly watcher: ForegroundWatcher;
  private readonly window: Window;
  private readonly log: LogPort;
  private readonly events = new Emitter<{ intent: LaunchIntent }>();
  private readonly leave: Disposer;

  constructor(window: Window, natives: TizenNatives, watcher: ForegroundWatcher, log: LogPort) {
    this.window = window;
    this.natives = natives;
    this.watcher = watcher;
    this.log = log;
    const params = this.readPayload();
    this.launchIntent = Object.keys(params).length === 0 ? { kind: 'user', params } : { kind: 'deeplink', params };
    const handle = (): void => {
      const again = this.readPayload();
      this.events.emit('intent', { kind: Object.keys(again).length === 0 ? 'relaunch' : 'deeplink', params: again });
    };
    // Comes only with reload="disable" in config.xml; otherwise the page is loaded anew.
    window.addEventListener('appcontrol', handle);
    this.leave = () => {
      window.removeEventListener('appcontrol', handle);
    };
  }

  get isForeground(): boolean {
    return this.watcher.isForeground;
  }

  onIntent(listener: (intent: LaunchIntent) => void): Disposer {
    return this.events.on('intent', listener);
  }

  onForegroundChange(listener: (isForeground: boolean) => void): Disposer {
    return this.watcher.on(listener);
  }

  exit(): void {
    const isDone = askNative(this.log, 'exit', () => {
      const app = this.natives.tizen.application?.getCurrentApplication();
      if (app === undefined) return false;
      app.exit();
      return true;
    }, false);
    if (!isDone) this.window.close();
  }

  restart(): void {
    this.window.location.reload();
  }

  systemBack(): void {
    // Samsung sets ask nothing; the app draws its own exit question.
  }

  /** Stops listening. */
  dispose(): void {
    this.leave();
    this.events.clear();
  }

  private readPayload(): Readonly<Record<string, unknown>> {
    const data: unknown = askNative<unknown>(this.log, 'the app control', () => {
      // The typings promise a control; a set that was started by hand has none.
      const requested = this.natives.tizen.application?.getCurrentApplication().getRequestedAppControl() as RequestedControl | null | undefined;
      return requested?.appControl.data;
    }, []);
    if (!Array.isArray(data)) return {};
    for (const item of data as readonly unknown[]) {
      if (!isRecord(item) || item['key'] !== PAYLOAD) continue;
      const value: unknown = Array.isArray(item['value']) ? item['value'][0] : item['value'];
      return typeof value === 'string' ? payloadOf(value) : {};
    }
    return {};
  }
}

/** `{"values": "<what the preview tile put in>"}`; older launchers leave the wrapping out. */
function payloadOf(text: string): Readonly<Record<string, unknown>> {
  const wrapped = parseJson(text);
  if (!isRecord(wrapped)) return parseDeepLink(text);
  const { values } = wrapped;
  if (typeof values === 'string') return parseDeepLink(values);
  return isRecord(values) ? values : wrapped;
}
