import type { ErrorCode } from '#core/base';
import type { SampleApp } from '#test/harness/fakes';
import type { Scene, SceneStep } from './scenes';

const openAddSource: SceneStep = ({ app }: SampleApp) => {
  app.navigation.open({ name: 'add-source' });
};

/** A page whose code comes late, and the frames that show it. */
const LATE = [100, 100, 100] as const;

/** From the field to the keys and `http://line.ex`. */
const typeAddress: readonly SceneStep[] = ['ok', 'ok', 'down', 'down', 'down', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'ok', 'up', 'left', 'ok'];

const failWith = (code: ErrorCode): SceneStep => async ({ app, host }: SampleApp) => {
  host.http.on('/player_api.php', code);
  await app.session.addXtream({ address: 'http://line.example:8080', username: 'ingrid', password: 'secret', name: '' });
};

/** Sign-in, own playlists, questions and messages. */
export const ENTRY_SCENES: Readonly<Record<string, Scene>> = {
  'add-source-typing': { stage: 'signed-out', steps: [openAddSource, ...LATE, ...typeAddress] },
  'add-source-portal': { stage: 'signed-out', steps: [openAddSource, ...LATE, 'up', 'right', 'right', 'down', 'down'] },
  'add-source-error': { stage: 'signed-out', steps: [openAddSource, ...LATE, failWith('net.unreachable')] },
  'add-source-checking': {
    stage: 'signed-out',
    steps: [
      openAddSource,
      ...LATE,
      ({ app, host }) => {
        host.http.on('/player_api.php', 'hang');
        void app.session.addXtream({ address: 'http://line.example:8080', username: 'ingrid', password: 'secret', name: '' });
      },
    ],
  },
  'sign-in-denied': {
    stage: 'signed-out',
    steps: [
      async ({ app, host }) => {
        app.session.stopDeviceSignIn();
        host.http.on('/oauth/device', 'net.unreachable');
        await host.clock.advance(10);
        app.session.startDeviceSignIn();
      },
    ],
  },
  'sign-in-own': { stage: 'signed-out', steps: ['right', 'right'] },
  'dialog': {
    stage: 'profiles',
    steps: [
      ({ app }) => {
        app.askExit();
      },
    ],
  },
  'dialog-long': { stage: 'profiles', steps: ['down', 'right', 'ok'] },
  'toast': {
    restMs: 500,
    steps: [
      ({ app }) => {
        app.notices.showToast(app.translator.t('parental.nothing-to-lock'));
      },
    ],
  },
  'offline': {
    steps: [
      ({ host }) => {
        host.network.set(false);
      },
      'up',
      'up',
    ],
  },
};
