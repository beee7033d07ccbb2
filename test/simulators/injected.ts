import type { Television, TelevisionConfig } from './core/television';
import type { PlaneLibraries } from './plane/libraries';
import { PLANE_NAME } from './plane/video-plane';
import { installTizen } from './tizen/install-tizen';
import { installWebos } from './webos/install-webos';

/**
 * Entry of the injected script: makes the page it runs in a television. Does nothing in the plane's own frame, and nothing
 * twice.
 */
export function installTelevision(window: Window & typeof globalThis, config: TelevisionConfig, libraries: PlaneLibraries): Television | null {
  if (window.name === PLANE_NAME || '__television' in window) return null;
  const install = config.preset.family === 'tizen' ? installTizen : installWebos;
  const television = install(window, config, libraries);
  Object.defineProperty(window, '__television', { value: television });
  return television;
}
