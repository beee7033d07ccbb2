import type { TelevisionParts } from '../core/television-parts';
import { SetMemory } from './set-memory';
import { SimulatedDownload } from './simulated-download';
import { SimulatedFilesystem } from './simulated-filesystem';
import type { SimulatedHub } from './simulated-hub';
import { StoredFiles } from './stored-files';
import { WebApiException } from './web-api-exception';

/** What the app does to its own life. */
export interface AppHandlers {
  readonly exit: () => void;
  readonly hide: () => void;
  /** The request the launcher made last; `null` for a plain start. */
  readonly requestedParams: () => Readonly<Record<string, unknown>> | null;
}

/** The app control that a preview tile's link arrives as (T-17). */
export function appControlOf(params: Readonly<Record<string, unknown>>): object {
  const values = encodeURIComponent(JSON.stringify(params));
  return {
    operation: 'http://samsung.com/appcontrol/operation/eden_resume', uri: null, mime: null, category: null,
    data: [{ key: 'PAYLOAD', value: [JSON.stringify({ values })] }],
  };
}

/** Reads a file of the package where the page was loaded from, at once as files are read; `null` when there is none. */
function packagedReader(window: Window & typeof globalThis): (name: string) => string | null {
  const { XMLHttpRequest: Native } = window;
  return (name) => {
    const xhr = new Native();
    xhr.open('GET', name, false);
    // A letter for each byte.
    xhr.overrideMimeType('text/plain; charset=x-user-defined');
    try {
      xhr.send();
    } catch {
      return null;
    }
    return xhr.status === 200 ? xhr.responseText.replace(/[\uf780-\uf7ff]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) & 0xff)) : null;
  };
}

/** `tizen.filesystem` and `tizen.download`, over the same files. */
function filesApi(parts: TelevisionParts): object {
  const files = new StoredFiles(new SetMemory(parts.window), packagedReader(parts.window));
  const download = new SimulatedDownload(parts, files);
  return { filesystem: new SimulatedFilesystem(parts, files).api(), download: download.api(), DownloadRequest: download.Request };
}

/** `window.tizen`: application, system information, input, files and downloads. */
export function createTizenApi(parts: TelevisionParts, inputDevice: object, hub: SimulatedHub, handlers: AppHandlers): object {
  const { preset } = parts.config;
  const app = {
    appInfo: { id: 'HearthTv01.Hearth', name: 'Hearth', version: '0.1.0', packageId: 'HearthTv01', iconPath: '', categories: [], show: true },
    contextId: '1',
    exit: handlers.exit,
    hide: handlers.hide,
    getRequestedAppControl: () => {
      const params = handlers.requestedParams();
      const appControl = params === null ? { operation: 'http://tizen.org/appcontrol/operation/default', uri: null, data: [] } : appControlOf(params);
      return { appControl, callerAppId: 'org.tizen.homescreen', replyResult: () => undefined, replyFailure: () => undefined };
    },
    addEventListener: () => 1,
    removeEventListener: () => undefined,
  };
  const properties: Readonly<Record<string, object>> = {
    DISPLAY: { resolutionWidth: preset.viewport.width, resolutionHeight: preset.viewport.height },
    BUILD: { model: preset.model, manufacturer: 'Samsung Electronics', buildVersion: `T-SIM-${preset.osVersion}` },
    LOCALE: { language: parts.window.navigator.language.replace('-', '_'), country: 'GB' },
    NETWORK: { networkType: parts.line.isUp ? 'ETHERNET' : 'NONE' },
  };
  return {
    tvinputdevice: inputDevice,
    ...filesApi(parts),
    ApplicationControl: function (this: Record<string, unknown>, operation: unknown, uri: unknown, mime: unknown, category: unknown, data: unknown) {
      Object.assign(this, { operation, uri, mime, category, data: data ?? [] });
    },
    ApplicationControlData: function (this: Record<string, unknown>, key: unknown, value: unknown) {
      if (typeof key !== 'string' || !Array.isArray(value)) throw new WebApiException('TypeMismatchError', 'a key and texts');
      Object.assign(this, { key, value });
    },
    application: {
      getCurrentApplication: () => app,
      getAppInfo: () => app.appInfo,
      launchAppControl: hub.launchAppControl.bind(hub),
      launch: () => { throw new WebApiException('SecurityError', 'http://tizen.org/privilege/application.launch'); },
    },
    systeminfo: {
      getCapability: (name: string) => {
        if (name === 'http://tizen.org/feature/platform.version') return preset.osVersion;
        if (name === 'http://tizen.org/feature/screen.width') return preset.viewport.width;
        if (name === 'http://tizen.org/feature/screen.height') return preset.viewport.height;
        throw new WebApiException('NotSupportedError', name);
      },
      getPropertyValue: (name: string, ok: (value: object) => void, failed?: (error: unknown) => void) => {
        const value = properties[name];
        parts.timers.after(5, () => {
          if (value !== undefined) ok(value);
          else failed?.(new WebApiException('NotSupportedError', name));
        });
      },
      getTotalMemory: () => preset.memoryMb * 1024 * 1024,
      getAvailableMemory: () => Math.round(preset.memoryMb * 0.3) * 1024 * 1024,
    },
  };
}
