import { toAppError } from '#core/base';
import { objectPlace, readConfig, storePlace } from '#server/config';
import { KeyVault, ServerKeys } from '#server/domain';
import { folderPictureAddress, pictureShelfAt } from '#server/folders';
import { IMPORT_WORDS, loadSecret, readImportWish, runImportWish } from '#server/jobs';
import { openStore } from '#server/store';

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

/** From the command line, or from the platform, which keeps addresses with credentials away from the list of processes. */
function givenWords(): readonly string[] {
  const given = process.env[IMPORT_WORDS];
  const words: unknown = given === undefined ? process.argv.slice(2) : JSON.parse(given);
  return Array.isArray(words) ? words.map(String) : [];
}

/** `npm run import -- …`: brings an operator's sources into the platform's store. The server may be running. */
async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  if (!config.ok) {
    fail(config.error.message);
    return;
  }
  const wish = readImportWish(givenWords());
  if (!wish.ok) {
    fail(wish.error.message);
    return;
  }
  const nowMs = (): number => Date.now();
  const store = await openStore(storePlace(config.value), nowMs());
  try {
    const progress = (text: string): void => {
      process.stderr.write(`${text}\n`);
    };
    const keys = new ServerKeys(loadSecret(config.value.dataDir));
    const vault = new KeyVault(store.drm, keys);
    const pictureAddress = (asset: string): string => folderPictureAddress(keys, asset);
    const pictures = pictureShelfAt(objectPlace(config.value), nowMs);
    const { text, isFailed } = await runImportWish(wish.value, { store, nowMs, progress, vault, pictureAddress, pictures, refreshEveryMs: config.value.refreshEveryMs });
    process.stdout.write(`${text}\n`);
    if (isFailed) process.exitCode = 1;
  } finally {
    await store.close();
  }
}

main().catch((error: unknown) => {
  const known = toAppError(error);
  fail(known.code === 'internal.bug' && known.cause instanceof Error ? String(known.cause.stack) : `${known.message} (${known.label})`);
});
