import type { BackgroundPort } from '#ports';

/**
 * The program beside the drawing thread, from the package's `ingest-program-*.js`. `hasWorkers` as in the capabilities. What starts it is
 * loaded with the first use: viewers of a platform need it late or never.
 */
export function createBackground(window: Window & typeof globalThis, hasWorkers: boolean): BackgroundPort {
  const page = (): Promise<BackgroundPort> => import('./page-background').then((part) => part.pageBackground(window, hasWorkers));
  let loaded: Promise<BackgroundPort> | null = null;
  const once = (): Promise<BackgroundPort> => (loaded ??= page());
  return {
    start: () => once().then((background) => background.start(), () => null),
    load: () => once().then((background) => background.load()),
  };
}
