import type { TelevisionParts } from '../core/television-parts';
import { NO_SERVICE } from './luna-services';
import type { Answer, Method } from './luna-services';

/** The app's own service and what it offers. */
export const APP_SERVICE = 'com.hearthtv.app.service';
const METHODS = ['heartbeat', 'fetch', 'stream', 'companion', 'info'] as const;
/** Served beside the package where the real service runs (service-process.ts). */
const PATH = '/__service/';

/**
 * The methods of the app's own service, which runs outside the page as on the set: calls go over HTTP to it, answers come back one a
 * line. A set whose package has no service answers as the bus does; without a cable its requests find nobody.
 */
export function remoteService(parts: TelevisionParts): Readonly<Record<string, Method>> {
  const methods: Record<string, Method> = {};
  for (const name of METHODS) methods[name] = remoteMethod(parts, name);
  return methods;
}

function remoteMethod({ window, line, config }: TelevisionParts, name: string): Method {
  return (parameters, answer) => {
    if (!line.isUp && (name === 'fetch' || name === 'stream')) {
      answer({ returnValue: false, errorCode: -1, errorText: 'connection failed: ENETUNREACH', code: 'net.unreachable' });
      return undefined;
    }
    const xhr = new window.XMLHttpRequest();
    let read = 0;
    const take = (): void => {
      const lines = xhr.responseText.slice(read).split('\n');
      lines.pop();
      for (const text of lines) {
        read += text.length + 1;
        answer(JSON.parse(text) as Answer);
      }
    };
    xhr.open('POST', `${config.packageOrigin}${PATH}${name}`);
    xhr.onprogress = () => {
      if (xhr.status === 200) take();
    };
    xhr.onload = () => {
      if (xhr.status === 200) take();
      else answer(NO_SERVICE(APP_SERVICE));
    };
    xhr.onerror = () => { answer(NO_SERVICE(APP_SERVICE)); };
    xhr.send(JSON.stringify(parameters));
    return () => { xhr.abort(); };
  };
}
