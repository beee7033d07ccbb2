import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What is used of the stand-in for the set's library. */
interface Bus {
  deliver(name: string, payload: object): { onAnswer(index: number, callback: (answer: unknown) => void): void; cancel(): void };
}

/** Pages of the simulated set ask here. */
export const SERVICE_PATH = '/__service/';
const APP_ID = 'com.hearthtv.app';

/** The app's JavaScript service running beside a simulated LG set: the real code of `webos/service`. */
export interface ServiceProcess {
  /** Answers a page's call, one answer a line; false: the request is none. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  close(): void;
}

/** Starts the service for pages of `origin`. Its page for phones is found on this machine alone. */
export function startServiceProcess(origin: () => string, root = process.cwd()): ServiceProcess {
  const load = createRequire(join(root, 'package.json'));
  const FakeService = load(join(root, 'webos/service/testing/fake-webos-service.js')) as new (id: string, manager: null, options: object) => Bus;
  const { createHearthService } = load(join(root, 'webos/service/hearth-service.js')) as {
    createHearthService(bus: Bus, options: object): () => void;
  };
  const serviceId = `${APP_ID}.service`;
  const bus = new FakeService(serviceId, null, { noBuiltinMethods: true });
  // A page of a real set has the origin "null"; this one has the package server's.
  const phone = { phoneScript: join(root, 'dist/phone/phone.js'), lanAddress: '127.0.0.1' };
  const close = createHearthService(bus, { serviceId, version: '0.0.0', ...phone, get origins() { return [origin()]; } });
  return {
    close,
    handle: (request, response) => {
      const url = request.url ?? '';
      if (request.method !== 'POST' || !url.startsWith(SERVICE_PATH)) return false;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        answerCall(bus, url.slice(SERVICE_PATH.length), JSON.parse(Buffer.concat(chunks).toString()) as object, response);
      });
      return true;
    },
  };
}

function answerCall(bus: Bus, method: string, payload: object, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  const call = bus.deliver(method, payload);
  response.on('close', () => {
    call.cancel();
  });
  const isSubscription = Reflect.get(payload, 'subscribe') === true;
  const next = (index: number): void => {
    call.onAnswer(index, (answer) => {
      if (response.destroyed) return;
      response.write(`${JSON.stringify(answer)}\n`);
      const isLast = !isSubscription || (answer as { readonly subscribed?: boolean }).subscribed === false;
      if (isLast) response.end();
      else next(index + 1);
    });
  };
  next(0);
}
