import type { Disposer, ItemKey } from '#core/base';
import { createScope, untracked } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CatalogModel } from '#model/catalog';
import type { Translator } from '#model/i18n';
import type { NoticesModel } from '#model/notices';
import type { LiveBanner } from '#model/player';
import type { ClockPort } from '#ports';
import type { ParentalModel } from '#model/parental';

/** What the lock of running programmes needs. */
export interface ProgrammeLockDeps {
  readonly clock: ClockPort;
  readonly translator: Translator;
  readonly notices: Pick<NoticesModel, 'showToast'>;
  readonly parental: Pick<ParentalModel, 'rules' | 'isUnlocked' | 'unlock'>;
  readonly catalog: Pick<CatalogModel, 'catalog' | 'guide'>;
  readonly player: { readonly banner: ReadonlySignal<Pick<LiveBanner, 'startMs' | 'lengthMs'> & { readonly channel: { readonly key: ItemKey } } | null> };
  /** Ends what plays and leaves its page. `false`: it was a preview beside a list. */
  stopPlaying(): boolean;
  /** Plays a channel again, full screen. */
  watch(key: ItemKey): void;
}

/**
 * Locks the picture of a channel while a programme above the profile's age limit runs on it, live or from the archive: it stops, and where
 * locked things may be asked for, the PIN opens it. Programmes without a rating, and channels without a guide, run.
 */
export function lockProgrammes(deps: ProgrammeLockDeps): Disposer {
  const { clock, translator, notices, parental, catalog, player } = deps;
  const scope = createScope();
  let isAsking = false;

  /** The channel on which something runs that may not be seen, until when, and for which age it is. */
  const forbidden = (): { readonly key: ItemKey; readonly age: number; readonly stopMs: number } | null => {
    const banner = player.banner.peek();
    const { maxAge } = parental.rules.peek();
    if (banner === null || banner.lengthMs <= 0 || maxAge < 0 || parental.isUnlocked.peek()) return null;
    const reader = catalog.catalog.peek();
    const { key } = banner.channel;
    const guideKey = reader.channel(reader.rowOf('channel', key))?.guideKey ?? '';
    const now = guideKey === '' ? null : catalog.guide.peek().nowNext(guideKey, banner.startMs).now;
    return now === null || now.age <= maxAge ? null : { key, age: now.age, stopMs: now.stopMs };
  };

  const lock = async (): Promise<void> => {
    const found = forbidden();
    if (found === null || isAsking) return;
    const { key, age, stopMs } = found;
    const wasWatched = deps.stopPlaying();
    // Previews begin by themselves: nobody is asked for them.
    if (!wasWatched) return;
    notices.showToast(translator.t('parental.running', { age: String(age), time: translator.format.time(stopMs) }));
    if (parental.rules.peek().strength === 'hide') return;
    isAsking = true;
    const isOpen = await parental.unlock(key);
    isAsking = false;
    if (isOpen) deps.watch(key);
  };

  scope.effect(() => {
    void player.banner.value;
    void parental.rules.value;
    void parental.isUnlocked.value;
    void catalog.guide.value;
    untracked(() => {
      // Outside the change that brought it: stopping changes what is being told.
      if (forbidden() !== null) clock.after(0, () => void lock());
    });
  });
  return () => {
    scope.dispose();
  };
}
