import type { MirrorSurface } from './mirror-surface';

/** A mirror nobody reads; views are built with it where there is no DOM. */
export const NO_MIRROR: MirrorSurface = Object.freeze({
  write: () => undefined,
  setLanguage: () => undefined,
  focus: () => undefined,
  announce: () => undefined,
  dispose: () => undefined,
});
