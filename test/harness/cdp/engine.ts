import { BROWSER_NAMES, findBrowser } from '#scripts/setup';
import { DriverError } from './driver-error';

/** A Chromium that can be started. */
export interface Engine {
  /** Name for reports: `system`, or the major version of an old engine. */
  readonly id: string;
  readonly executable: string;
  /** Flags that give this build WebGL in software. */
  readonly glFlags: readonly string[];
  /** Added to the environment; the old engines find their libraries by it. */
  readonly env: Readonly<Record<string, string>>;
}

/** Flags for software WebGL from Chrome 102 on. */
export const ANGLE_FLAGS: readonly string[] = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** The machine's own Chromium. Throws {@link DriverError} that says what to install when there is none. */
export function systemEngine(): Engine {
  const executable = findBrowser();
  if (executable === null) {
    const named = process.env['CHROMIUM'];
    throw new DriverError(
      named === undefined || named === ''
        ? `No Chromium found (looked for ${BROWSER_NAMES.join(', ')}). Install the package chromium, or set CHROMIUM to an executable.`
        : `CHROMIUM is ${named}, which is not an executable file.`,
    );
  }
  return { id: 'system', executable, glFlags: ANGLE_FLAGS, env: {} };
}

/** The machine's own Chromium without WebGL, for pages that have none: putting them together by a drawn graphics unit is most of their cost. Throws as {@link systemEngine}. */
export function engineWithoutGl(): Engine {
  return { ...systemEngine(), glFlags: ['--disable-gpu', '--disable-software-rasterizer'] };
}
