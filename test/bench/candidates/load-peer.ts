import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A package of `peers/`, by name; the caller says what it takes it for. */
export async function loadPeer(name: string): Promise<Readonly<Record<string, unknown>>> {
  const door = (await import(pathToFileURL(resolve('test/bench/peers/load-peer.mjs')).href)) as { loadPeer(name: string): Promise<Readonly<Record<string, unknown>>> };
  return await door.loadPeer(name);
}
