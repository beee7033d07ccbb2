import { resolve } from 'node:path';
import { toAppError } from '#core/base';
import { objectPlace, readConfig, storePlace } from '#server/config';
import type { Config } from '#server/config';
import { Accounts, Billing, KeyVault, openPayments, openTelevisionPayments, Operators, Rights, ServerKeys } from '#server/domain';
import { folderPictureAddress, pictureShelfAt } from '#server/folders';
import { backUp, loadSecret, OPERATOR_USAGE, restore, runOperatorCommand } from '#server/jobs';
import { createLog } from '#server/log';
import { openStore } from '#server/store';

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

async function withStore(config: Config, words: readonly string[]): Promise<string> {
  const nowMs = (): number => Date.now();
  const store = await openStore(storePlace(config), nowMs());
  try {
    if (words[0] === 'backup') {
      // Made first, so that a platform that never ran has one to keep.
      loadSecret(config.dataDir);
      return await backUp(store, config.dataDir, resolve(words[1] ?? ''), nowMs());
    }
    const keys = new ServerKeys(loadSecret(config.dataDir));
    const rights = new Rights(store, nowMs);
    const pictures = pictureShelfAt(objectPlace(config), nowMs);
    const provider = await openPayments(config, keys, nowMs);
    const log = createLog(config.logLevel);
    const television = openTelevisionPayments(config, keys);
    const billing = new Billing({ money: store.money, goods: store.goods, catalog: store.catalog, rightsStore: store.rights, rights, provider, television, log, nowMs });
    const operators = new Operators({ store: store.console, keys, log, nowMs });
    return await runOperatorCommand(words, { store, pictures, pictureAddress: (asset: string) => folderPictureAddress(keys, asset), rights, billing, operators, vault: new KeyVault(store.drm, keys), accounts: new Accounts(store.accounts, keys, nowMs), nowMs });
  } finally {
    await store.close();
  }
}

/** `npm run operator -- …`: subscribers, plans, prices, orders, backup. The server may be running, except for a restore. */
async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  if (!config.ok) {
    fail(config.error.message);
    return;
  }
  const words = process.argv.slice(2);
  const isFolderMissing = (words[0] === 'backup' || words[0] === 'restore') && (words[1] ?? '') === '';
  if (words.length === 0 || isFolderMissing) {
    fail(OPERATOR_USAGE);
    return;
  }
  if (words[0] === 'restore' && config.value.databaseUrl !== '') {
    fail('The store is in PostgreSQL: restore it with pg_restore, and put secret.key back into the data folder.');
    return;
  }
  const text = words[0] === 'restore' ? restore(config.value.dataDir, resolve(words[1] ?? ''), Date.now()) : await withStore(config.value, words);
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  const known = toAppError(error);
  fail(known.code === 'internal.bug' && known.cause instanceof Error ? String(known.cause.stack) : known.message);
});
