import { AppError, toAppError } from '#core/base';
import type { ConsoleImport } from '#server/console';
import type { Platform } from '#server/domain';
import { folderPictureAddress } from '#server/folders';
import { IMPORT_WORDS, readImportWish, runImportWish, runProgramAloud } from '#server/jobs';

/** Imports that are remembered, lines of one that are. */
const MOST_IMPORTS = 20;
const MOST_LINES = 60;

interface Running {
  /** As the import program takes them; addresses with credentials may be among them. */
  readonly words: readonly string[];
  readonly sourceId: string;
  state: ConsoleImport['state'];
  lines: string[];
  startedAtMs: number;
  endedAtMs: number;
}

/** Imports asked for from the console: one after the other, with what they say on the way. Forgotten at a restart; the sources are not. */
export class ImportDesk {
  private readonly imports = new Map<number, Running>();
  private last = 0;
  private work: Promise<void> = Promise.resolve();
  private isStopped = false;
  private stopProgram: () => void = () => undefined;

  constructor(private readonly platform: Platform) {}

  /** Puts an import in line. */
  add(sourceId: string, words: readonly string[]): void {
    const running: Running = { words, sourceId, state: 'waiting', lines: [], startedAtMs: 0, endedAtMs: 0 };
    this.last += 1;
    this.imports.set(this.last, running);
    for (const id of this.imports.keys()) if (this.imports.size > MOST_IMPORTS) this.imports.delete(id);
    this.work = this.work.then(() => this.run(running));
  }

  /** Whether something of this source waits or runs. */
  isBusy(sourceId: string): boolean {
    return Array.from(this.imports.values()).some((it) => it.sourceId === sourceId && (it.state === 'waiting' || it.state === 'running'));
  }

  /** Newest first. */
  list(): readonly ConsoleImport[] {
    const rows = Array.from(this.imports, ([id, { sourceId, state, lines, startedAtMs, endedAtMs }]) => ({ id, sourceId, state, lines, startedAtMs, endedAtMs }));
    return rows.reverse();
  }

  /** Starts nothing more, and ends the one that runs or waits for it: the store must not go away beneath it. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.stopProgram();
    await this.work;
  }

  private async run(running: Running): Promise<void> {
    if (this.isStopped) return;
    const { nowMs, log } = this.platform;
    running.state = 'running';
    running.startedAtMs = nowMs();
    try {
      const { text, isFailed } = await this.import(running);
      running.lines = text.split('\n').slice(0, MOST_LINES);
      running.state = isFailed ? 'failed' : 'done';
    } catch (error) {
      const known = toAppError(error);
      if (known.code === 'internal.bug') log.error({ err: error }, 'an import from the console failed');
      running.lines = [known.code === 'internal.bug' ? 'Something went wrong on the platform.' : `${known.message} (${known.label})`];
      running.state = 'failed';
    }
    running.endedAtMs = nowMs();
  }

  private async import(running: Running): Promise<{ readonly text: string; readonly isFailed: boolean }> {
    const { store, nowMs, config, importProgram, drm, keys } = this.platform;
    const onProgress = (text: string): void => {
      running.lines = text.split('\n').slice(-1);
    };
    if (importProgram === null) {
      const wish = readImportWish(running.words);
      if (!wish.ok) throw wish.error;
      return runImportWish(wish.value, { store, nowMs, progress: onProgress, vault: drm.vault, pictures: this.platform.pictures, pictureAddress: (asset) => folderPictureAddress(keys, asset), refreshEveryMs: config.refreshEveryMs });
    }
    const environment = { [IMPORT_WORDS]: JSON.stringify(running.words) };
    const { text, remarks, isFailed } = await runProgramAloud(importProgram, { words: [], environment, onProgress, onStart: (stop) => {
      this.stopProgram = stop;
    } });
    if (text === '' && remarks === '') throw new AppError('internal.bug', { message: 'the import program said nothing' });
    return { text: text === '' ? remarks : text, isFailed };
  }
}
