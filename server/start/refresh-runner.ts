import type { Config } from '#server/config';
import { KeyVault, ServerKeys } from '#server/domain';
import { folderPictureAddress } from '#server/folders';
import { loadSecret, runImportWish, runProgram } from '#server/jobs';
import type { Store } from '#server/store';

/** Runs scheduled refreshes. */
export interface RefreshRunner {
  /** Refreshes what is due and answers what came of it, in words. */
  run(): Promise<string>;
  /** Ends a run in another process, waits for one in this: the store must not go away beneath it. */
  stop(): Promise<void>;
}

/** A runner that works in a process of its own where the program for it is known, else in this one. */
export function createRefreshRunner(store: Store, config: Config, nowMs: () => number, program: string | null): RefreshRunner {
  let stopChild: () => void = () => undefined;
  let running: Promise<unknown> = Promise.resolve();
  const start = async (): Promise<string> => {
    const words = ['refresh', '--due'];
    if (program !== null) {
      return runProgram(program, words, (stop) => {
        stopChild = stop;
      });
    }
    const keys = new ServerKeys(loadSecret(config.dataDir));
    const pictureAddress = (asset: string): string => folderPictureAddress(keys, asset);
    const tools = { store, nowMs, vault: new KeyVault(store.drm, keys), pictureAddress, progress: () => undefined, refreshEveryMs: config.refreshEveryMs };
    return (await runImportWish({ kind: 'refresh', sourceId: '', isDueOnly: true }, tools)).text;
  };
  return {
    run: () => {
      const run = start();
      running = run;
      return run;
    },
    stop: async () => {
      stopChild();
      await Promise.allSettled([running]);
    },
  };
}
