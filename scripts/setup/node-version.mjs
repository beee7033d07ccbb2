// @ts-check
import { SetupProblem } from './problem.mjs';

/** Oldest Node the tools behind the build and the tests run on. */
export const OLDEST_NODE = [20, 19];

/**
 * Refuses a Node that is too old, in words.
 * @param {string} version for example `v20.19.0`
 */
export function checkNodeVersion(version = process.version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new SetupProblem(`This is Node ${version}; Hearth needs Node ${OLDEST_NODE.join('.')} or newer (22 and 24 do as well).\nInstall it from your system's packages or from the Node project's site, then run the command again.`);
}
