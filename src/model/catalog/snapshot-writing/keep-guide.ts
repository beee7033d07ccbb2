import { runInSlices } from '#core/base';
import { encodeGuideSteps } from '#core/guide';
import type { GuideFile } from '#sources/source';
import type { KeepDeps } from './keep-catalog';
import { writeSnapshot } from './write-snapshot';

/** Stores a guide file with the index over its programmes and its report. Never rejects. */
export async function keepGuide(deps: KeepDeps, name: string, file: GuideFile & { readonly kind: 'changed' }, savedAtMs: number): Promise<void> {
  const { clock, store, signal } = deps;
  const { guide, mark, report, guideChunks, searchChunks } = file;
  try {
    const whole = guideChunks ?? (await runInSlices(clock, encodeGuideSteps(guide), signal));
    const head = { revision: guide.revision, mark, savedAtMs, note: report ?? null };
    await writeSnapshot(store, { name, head, parts: { whole, search: searchChunks ?? [] } }, signal);
  } catch (error) {
    store.complain('keep', error);
  }
}
