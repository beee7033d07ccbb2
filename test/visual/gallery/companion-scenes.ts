import type { SampleApp } from '#test/harness/fakes';
import type { Scene, SceneStep } from './scenes';

const WAITING = { id: 's1', secret: 'x', code: 'KTPX-WMRG', pin: '4827', shortUrl: 'hearth.example/phone', qrUrl: 'https://hearth.example/phone?code=KTPX-WMRG', lifetimeMs: 600_000 };
const ASKED = { id: 't1', code: 'BDRN-HJVF', shortUrl: 'hearth.example/parents', qrUrl: 'https://hearth.example/parents?code=BDRN-HJVF', lifetimeMs: 900_000 };
const LATE = [100, 100, 100] as const;

/** A platform with one session; `joined`: a phone comes at once. */
const script = (joined: boolean): SceneStep => ({ host }: SampleApp) => {
  host.http.on('POST /api/v1/companion', { body: WAITING });
  host.http.on('/companion/s1/letters', 'hang');
  if (!joined) return;
  let isTold = false;
  host.http.on('GET /companion/s1/letters', () => {
    if (isTold) return 'hang';
    isTold = true;
    return { body: { letters: [{ number: 1, from: 'platform', body: { kind: 'joined', name: 'iPhone', isTakeover: false } }] } };
  });
};

const want: SceneStep = ({ app }) => {
  app.phone.isWanted.value = true;
};

const ask = (answer: object | null): SceneStep => async ({ app, host }) => {
  host.http.on('POST /time-requests', { body: ASKED });
  host.http.on('GET /time-requests', answer === null ? 'hang' : { body: answer });
  host.http.on('DELETE /time-requests', { status: 204 });
  await app.openWatchTime();
  app.phone.askTime('bedtime');
};

/** Phones beside the set. */
export const COMPANION_SCENES: Readonly<Record<string, Scene>> = {
  'companion-waiting': { steps: [script(false), want, ...LATE, ...LATE] },
  'companion-paired': { steps: [script(true), want, ...LATE, ...LATE, 6000, want, ...LATE, ...LATE] },
  'companion-failed': { steps: [({ host }) => { host.http.on('POST /api/v1/companion', 'net.unreachable'); }, want, ...LATE, ...LATE] },
  'time-ask': { steps: [ask(null), ...LATE, ...LATE] },
  'time-ask-granted': { steps: [ask({ kind: 'granted', minutes: 20 }), ...LATE, ...LATE] },
};
