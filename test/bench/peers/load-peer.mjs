// @ts-check
/**
 * Loads a package installed beside this file. The bundled benchmarks lie elsewhere and would not find it.
 * @param {string} name
 * @returns {Promise<Readonly<Record<string, unknown>>>}
 */
export async function loadPeer(name) {
  return await import(name);
}
