// @ts-check
import { createServer } from 'node:net';
import { SetupProblem } from './problem.mjs';

/** How many ports after the wanted one are tried. */
const TRIES = 50;

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function isFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/**
 * The wanted port, or the next one nobody listens on.
 * @param {number} wanted
 * @param {string} host
 */
export async function freePort(wanted, host) {
  for (let port = wanted; port < Math.min(wanted + TRIES, 65_536); port += 1) {
    if (await isFree(port, host)) return port;
  }
  throw new SetupProblem(`Ports ${String(wanted)} to ${String(wanted + TRIES - 1)} are all taken. Set HEARTH_PORT to a free one.`);
}
