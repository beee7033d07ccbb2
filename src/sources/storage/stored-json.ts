import { toAppError } from '#core/base';
import type { LogPort, StoragePort } from '#ports';

/**
 * Reads a stored JSON value as `unknown`. A value that is absent, torn or cannot be read is `null`: what is stored is a
 * memory, never a reason not to start. Failures are logged by name, never with the value.
 */
export async function readStored(storage: StoragePort, log: LogPort, key: string): Promise<unknown> {
  try {
    const text = await storage.get(key);
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch (error) {
    log.write('warn', 'stored value unreadable', { key, code: toAppError(error, 'storage.broken').code });
    return null;
  }
}

/** Writes a value as JSON; durable when it resolves. Errors: `storage.full`, `storage.broken`. */
export async function writeStored(storage: StoragePort, key: string, value: unknown): Promise<void> {
  try {
    await storage.set(key, JSON.stringify(value));
  } catch (error) {
    throw toAppError(error, 'storage.broken');
  }
}
