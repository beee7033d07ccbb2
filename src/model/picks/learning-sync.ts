import { parseItemKey } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import { asFields, numberOf, textsOf } from '#core/wire';
import type { WireLearning } from '#core/wire';
import type { Learning, TasteModel } from '#model/taste';
import type { LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';

/** How the platform is told; `null` answers: it could not be reached. */
export interface LearningRemote {
  readonly sourceId: SourceId;
  fetch(profileId: string): Promise<WireLearning | null>;
  push(profileId: string, learning: WireLearning): Promise<boolean>;
}

/** What bringing both together needs. */
export interface LearningSyncDeps {
  readonly taste: Pick<TasteModel, 'learning' | 'setLearning'>;
  readonly log: LogPort;
  /** The platform; `null` without one. */
  remote(): LearningRemote | null;
  /** Where it is kept what the platform was told last. */
  cellOf(profileId: string): StoredCell;
}

function toWire(learning: Learning, sourceId: SourceId): WireLearning {
  const forgotten: string[] = [];
  learning.forgotten.forEach((key) => {
    if (parseItemKey(key)?.source === sourceId) forgotten.push(key.slice(sourceId.length + 1));
  });
  return { isOn: learning.isOn, forgottenBeforeMs: learning.forgottenBeforeMs, forgotten: forgotten.sort() };
}

/** What the platform answered; `null` when it makes no sense. */
export function readWireLearning(value: unknown): WireLearning | null {
  const fields = asFields(value);
  if (fields === null || typeof fields['isOn'] !== 'boolean') return null;
  return { isOn: fields['isOn'], forgottenBeforeMs: numberOf(fields, 'forgottenBeforeMs', 0), forgotten: textsOf(fields, 'forgotten') };
}

/**
 * Keeps what a profile wants learnt the same on the set and with the platform: what was changed here goes there, at the next chance where it
 * cannot be reached; what was changed on another set is taken over.
 */
export class LearningSync {
  private readonly deps: LearningSyncDeps;
  private profileId: string | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(deps: LearningSyncDeps) {
    this.deps = deps;
  }

  /** Somebody else watches; {@link sync} brings theirs together. */
  openProfile(profileId: string | null): void {
    this.profileId = profileId;
  }

  /** Brings both together; calls come one after the other. Never rejects. */
  sync(): void {
    this.running = this.running.then(() => this.run()).catch((error: unknown) => {
      this.deps.log.write('warn', 'learning not told', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  }

  private async run(): Promise<void> {
    const { profileId, deps } = this;
    const remote = deps.remote();
    if (profileId === null || remote === null) return;
    const cell = deps.cellOf(profileId);
    const told = readWireLearning(await cell.read());
    const own = toWire(deps.taste.learning.peek(), remote.sourceId);
    const hasNews = JSON.stringify(own) !== JSON.stringify(told ?? { isOn: true, forgottenBeforeMs: 0, forgotten: [] });
    if (hasNews) {
      if (this.profileId === profileId && (await remote.push(profileId, own))) await cell.write(() => own);
      return;
    }
    const theirs = await remote.fetch(profileId);
    if (theirs === null || this.profileId !== profileId) return;
    const next = { ...theirs, forgotten: theirs.forgotten.slice().sort() };
    if (JSON.stringify(next) === JSON.stringify(own)) return;
    const { learning } = deps.taste;
    const others = Array.from(learning.peek().forgotten).filter((key) => parseItemKey(key)?.source !== remote.sourceId);
    const named = next.forgotten.map((key) => `${remote.sourceId}:${key}` as ItemKey);
    await cell.write(() => next);
    if (this.profileId === profileId) deps.taste.setLearning({ isOn: next.isOn, forgottenBeforeMs: next.forgottenBeforeMs, forgotten: new Set(others.concat(named)) });
  }
}
