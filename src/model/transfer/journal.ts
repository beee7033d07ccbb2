import { toAppError } from '#core/base';
import { asFields, listOf, numberOf } from '#core/wire';
import type { ClockPort, LogPort, StoragePort } from '#ports';
import { readStored, writeStored } from '#sources/storage';

/** A stored text and where; `null`: removed. */
export type Change = readonly [key: string, text: string | null];

/** Where changes wait for the next start. */
export const PENDING_KEY = 'transfer.pending';
const UNDO_KEY = 'transfer.undo';
const DONE_KEY = 'transfer.done';
/** What was before is kept so long. */
const UNDO_MS = 14 * 24 * 60 * 60 * 1000;

/** How the last start with changes went. */
export type JournalOutcome = 'import' | 'undo' | 'failed';

interface Journal {
  readonly kind: 'import' | 'undo';
  readonly changes: readonly Change[];
  readonly before: readonly Change[];
}

function changesOf(value: unknown): readonly Change[] | null {
  const changes: Change[] = [];
  for (const entry of Array.isArray(value) ? (value as readonly unknown[]) : [null]) {
    const [key, text]: readonly unknown[] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    if (typeof key !== 'string' || (text !== null && typeof text !== 'string')) return null;
    changes.push([key, text]);
  }
  return changes;
}

function parseJournal(value: unknown): Journal | null {
  const fields = asFields(value);
  const [changes, before] = fields === null ? [null, null] : [changesOf(listOf(fields, 'changes')), changesOf(listOf(fields, 'before'))];
  return changes === null || before === null ? null : { kind: fields?.['kind'] === 'undo' ? 'undo' : 'import', changes, before };
}

async function stage(storage: StoragePort, kind: Journal['kind'], changes: readonly Change[]): Promise<void> {
  const before: Change[] = [];
  for (const [key] of changes) before.push([key, await storage.get(key)]);
  await writeStored(storage, PENDING_KEY, { kind, changes, before });
}

/**
 * Writes changes down for the next start, which carries them out before anything is read: nothing that runs now can write over them, and a set that is
 * switched off in between has either all or none of them. Rejects with `storage.*`; nothing is changed then.
 */
export function stageImport(storage: StoragePort, changes: readonly Change[]): Promise<void> {
  return stage(storage, 'import', changes);
}

/** Whether what was before the last import can be had again. */
export async function canUndo(storage: StoragePort, log: LogPort, clock: ClockPort): Promise<boolean> {
  const fields = asFields(await readStored(storage, log, UNDO_KEY));
  if (fields === null) return false;
  if (Math.abs(clock.nowMs() - numberOf(fields, 'atMs', 0)) < UNDO_MS) return true;
  await storage.remove(UNDO_KEY);
  return false;
}

/** Writes down, for the next start, that everything the last import touched shall be as it was; false when there is nothing to go back to. */
export async function stageUndo(storage: StoragePort, log: LogPort): Promise<boolean> {
  const before = changesOf(asFields(await readStored(storage, log, UNDO_KEY))?.['changes']);
  if (before === null) return false;
  await stage(storage, 'undo', before);
  return true;
}

async function write(storage: StoragePort, changes: readonly Change[]): Promise<void> {
  for (const [key, text] of changes) await (text === null ? storage.remove(key) : storage.set(key, text));
}

/**
 * Carries out what waits. Called by the start before anything else is read; killed in the middle, the next start begins again. Where there is no
 * room for all of it, everything is put back. Never rejects.
 */
export async function applyPending(storage: StoragePort, log: LogPort, clock: Pick<ClockPort, 'nowMs'>): Promise<void> {
  try {
    const journal = parseJournal(await readStored(storage, log, PENDING_KEY));
    if (journal === null) {
      await storage.remove(PENDING_KEY);
      return;
    }
    let outcome: JournalOutcome = journal.kind;
    try {
      if (journal.kind === 'import') await writeStored(storage, UNDO_KEY, { atMs: clock.nowMs(), changes: journal.before });
      await write(storage, journal.changes);
      if (journal.kind === 'undo') await storage.remove(UNDO_KEY);
    } catch (error) {
      log.write('error', 'what was brought could not be kept', { code: toAppError(error, 'storage.broken').code });
      outcome = 'failed';
      await write(storage, journal.before);
      if (journal.kind === 'import') await storage.remove(UNDO_KEY);
    }
    await storage.remove(PENDING_KEY);
    await writeStored(storage, DONE_KEY, { outcome });
  } catch (error) {
    log.write('error', 'what waits for the start could not be carried out', { code: toAppError(error, 'storage.broken').code });
  }
}

/** How the last start with changes went, told once; `null`: there were none. */
export async function takeOutcome(storage: StoragePort, log: LogPort): Promise<JournalOutcome | null> {
  const outcome = asFields(await readStored(storage, log, DONE_KEY))?.['outcome'];
  if (outcome !== 'import' && outcome !== 'undo' && outcome !== 'failed') return null;
  await storage.remove(DONE_KEY);
  return outcome;
}
