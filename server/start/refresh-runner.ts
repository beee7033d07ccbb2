import { objectPlace } from '#server/config';
import type { Config } from '#server/config';
import { KeyVault, ServerKeys } from '#server/domain';
import { folderPictureAddress, pictureShelfAt } from '#server/folders';
import { loadSecret, runImportWish } from '#server/jobs';
import type { Store } from '#server/store';
import { ProgramRunner } from './program-runner';

/** Runs scheduled refreshes. */
export interface RefreshRunner {
  /** Refreshes what is due and answers what came of it, in words. */
  run(): Promise<string>;
  /** See {@link ProgramRunner.stop}. */
  stop(): Promise<void>;
}

/** A runner that works in a process of its own where the program for it is known, else in this one. */
export function createRefreshRunner(store: Store, config: Config, nowMs: () => number, program: string | null): RefreshRunner {
  const runner = new ProgramRunner(program);
  const refreshHere = async (): Promise<string> => {
    const keys = new ServerKeys(loadSecret(config.dataDir));
    const pictureAddress = (asset: string): string => folderPictureAddress(keys, asset);
    const pictures = pictureShelfAt(objectPlace(config), nowMs);
    const tools = { store, pictures, nowMs, vault: new KeyVault(store.drm, keys), pictureAddress, progress: () => undefined, refreshEveryMs: config.refreshEveryMs };
    return (await runImportWish({ kind: 'refresh', sourceId: '', isDueOnly: true }, tools)).text;
  };
  return {
    run: () => runner.run(['refresh', '--due'], refreshHere),
    stop: () => runner.stop(),
  };
}
