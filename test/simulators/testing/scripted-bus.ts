import { FakeClock } from '#test/harness/fakes';
import { Journal } from '../core/journal';
import { callLuna } from '../webos/luna-services';
import type { Services } from '../webos/luna-services';
import { SimulatedDrm } from '../webos/simulated-drm';
import { timersOn } from './fake-timers';

/** An LG set without a page: its bus with the DRM service, and a clock a test moves. */
export interface ScriptedBus {
  readonly clock: FakeClock;
  readonly journal: Journal;
  readonly drm: SimulatedDrm;
  /** Licence servers the set asked, oldest first. */
  readonly asked: readonly string[];
  /** What they answer from now on. */
  status: number;
  /** Calls so far: the method, and what it was told. */
  readonly calls: ReadonlyArray<readonly [method: string, parameters: Readonly<Record<string, unknown>>]>;
  /** Takes answers of methods over: what it returns is answered, `undefined` never is. */
  readonly answers: Record<string, () => object | undefined>;
  /** Makes a bridge as a page's `PalmServiceBridge` is one. */
  createBridge(): { onservicecallback: ((answer: string) => void) | null; call(uri: string, parameters: string): void; cancel(): void };
}

/** Makes a bus. */
export function createScriptedBus(): ScriptedBus {
  const clock = new FakeClock();
  const timers = timersOn(clock);
  const journal = new Journal(() => clock.monotonicMs());
  const asked: string[] = [];
  const calls: Array<readonly [string, Readonly<Record<string, unknown>>]> = [];
  const answers: Record<string, () => object | undefined> = {};
  const drm = new SimulatedDrm({
    timers, journal,
    askLicence: (url) => {
      asked.push(url);
      return Promise.resolve(bus.status);
    },
  });
  const services: Services = { 'com.webos.service.drm': drm.methods };
  const bus: ScriptedBus = {
    clock, journal, drm, asked, calls, answers,
    status: 200,
    createBridge: () => {
      let end = (): void => undefined;
      const bridge: ReturnType<ScriptedBus['createBridge']> = {
        onservicecallback: null,
        call: (uri, parameters) => {
          const method = uri.slice(uri.lastIndexOf('/') + 1);
          calls.push([method, JSON.parse(parameters) as Readonly<Record<string, unknown>>]);
          const tell = (answer: object | string): void => bridge.onservicecallback?.(typeof answer === 'string' ? answer : JSON.stringify({ returnValue: true, ...answer }));
          const own = answers[method];
          if (own === undefined) end = callLuna(services, timers, uri, parameters, tell);
          else {
            const answer = own();
            if (answer !== undefined) end = timers.after(1, () => { tell(answer); });
          }
        },
        cancel: () => { end(); },
      };
      return bridge;
    },
  };
  return bus;
}
