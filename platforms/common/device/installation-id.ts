import type { RandomPort, StoragePort } from '#ports';

const KEY = 'device.installation-id';
/** Without letters and digits that look alike on a screen. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The set's random name, made at its first use and kept: no hardware id, new after a reinstall. Sixteen signs of 32,
 * grouped for reading aloud. Two quick callers get the same one.
 */
export function createInstallationId(storage: StoragePort, random: RandomPort): () => Promise<string> {
  let pending: Promise<string> | null = null;
  const read = async (): Promise<string> => {
    const kept = await storage.get(KEY);
    if (kept !== null && kept !== '') return kept;
    const made = Array.from(random.bytes(16), (byte) => ALPHABET.charAt(byte % ALPHABET.length))
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-');
    await storage.set(KEY, made);
    return made;
  };
  return () => {
    if (pending === null) {
      pending = read();
      // A full or broken store may work later; a failed try must not stick.
      pending.catch(() => {
        pending = null;
      });
    }
    return pending;
  };
}
