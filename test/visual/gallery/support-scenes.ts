import type { Scene, SceneStep } from './scenes';

const CALL = { id: 'c-1', code: '482913', expiresAtMs: 0, seenBy: 'Ingrid from support', fix: null, fixNumber: 0 };

const openDiagnostics = (call: object): SceneStep => ({ app, host }) => {
  host.http.on('/api/v1/support', { body: call });
  host.http.on('/api/v1/support/', { body: call });
  app.navigation.open({ name: 'diagnostics' });
};

/** Scenes of help from afar. */
export const SUPPORT_SCENES: Readonly<Record<string, Scene>> = {
  'support': { steps: [openDiagnostics(CALL), 100, 100, 100, 'right', 'right', 'ok', 400], restMs: 800 },
  'support-proposed': { steps: [openDiagnostics({ ...CALL, fix: 'smaller-picture', fixNumber: 1 }), 100, 100, 100, 'right', 'right', 'ok', 400], restMs: 800 },
};
