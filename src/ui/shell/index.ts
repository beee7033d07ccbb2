export { attachShell } from './attach-shell';
export { launchShell } from './launch-shell';
export { mountUi } from './mount-ui';
export type { UiParts } from './mount-ui';
export { startFonts } from '#ui/engine/launch';
