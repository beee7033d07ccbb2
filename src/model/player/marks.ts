import { joinMarks, marksOfStream, skippableAt, sortMarks } from '#core/playback';
import type { Mark } from '#core/playback';
import { computed } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { Translator } from '#model/i18n';
import type { MediaDriver } from './media-driver';
import type { Chapter, Skippable, UpNext } from './player-model';

/** Credits that end this near the end of the title have nothing after them. */
const END_MS = 5_000;

/** What marks are read from. */
export interface MarksDeps {
  readonly driver: Pick<MediaDriver, 'answer' | 'positionMs' | 'durationMs' | 'regions'>;
  readonly translator: Translator;
  readonly upNext: ReadonlySignal<UpNext | null>;
}

/** Chapters of what plays, and what of it may be skipped now. */
export interface MarksView {
  readonly chapters: ReadonlySignal<readonly Chapter[]>;
  readonly skippable: ReadonlySignal<Skippable | null>;
}

/** Reads the marks of the stream that plays; both change only when what they say does. */
export function createMarks({ driver, translator, upNext }: MarksDeps): MarksView {
  const marks = computed(() => sortMarks(joinMarks(driver.answer.value?.marks ?? [], marksOfStream(driver.regions.value, driver.durationMs.value))));
  const current = computed(() => skippableAt(marks.value, driver.positionMs.value));
  const hasNext = computed(() => upNext.value !== null);
  const chapters = computed(() =>
    marks.value
      .filter(({ kind }) => kind === 'chapter')
      .map(({ startMs, title }, index) => ({ startMs, name: title === '' ? translator.t('player.chapter', { number: index + 1 }) : title })),
  );
  return { chapters, skippable: computed(() => skippableOf(current.value, driver.durationMs.value, hasNext.value)) };
}

function skippableOf(mark: Mark | null, durationMs: number, hasNext: boolean): Skippable | null {
  if (mark === null || mark.kind === 'chapter') return null;
  const isLast = mark.endMs >= durationMs - END_MS;
  // After the last credits only another episode can come.
  if (isLast) return hasNext ? { kind: mark.kind, toMs: -1 } : null;
  return { kind: mark.kind, toMs: mark.endMs };
}
