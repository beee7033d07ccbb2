import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { AppModel } from '#model/app';

/** What locking needs of the app. */
export type LockingApp = Pick<AppModel, 'translator' | 'catalog' | 'notices' | 'parental' | 'player'>;

/** Whether an item can be locked by hand or unlocked again; `null`: it is locked by a rule, which settings alone change. */
export function lockStateOf({ catalog, parental }: Pick<LockingApp, 'catalog' | 'parental'>, key: ItemKey): 'open' | 'locked' | null {
  if (parental.rules.peek().keys.indexOf(key) !== -1) return 'locked';
  const reader = catalog.catalog.peek();
  const kind = parseItemKey(key)?.kind;
  if (kind === undefined || kind === 'episode') return null;
  const row = reader.rowOf(kind, key);
  const record = kind === 'channel' ? reader.channel(row) : kind === 'movie' ? reader.movie(row) : reader.series(row);
  return record === null || record.isLocked === true ? null : 'open';
}

/**
 * Locks a channel, film or series for the profile that watches, or unlocks it: behind the household's PIN, which is chosen first where
 * there is none. What plays is stopped when it is locked. Resolves whether it was done; a viewer who leaves the pad changes nothing.
 */
export async function setLocked(app: LockingApp, item: { readonly key: ItemKey; readonly title: string }, isLocked: boolean): Promise<boolean> {
  const { t } = app.translator;
  const { key, title } = item;
  const control = await app.parental.control();
  if (control === null) {
    app.notices.showToast(t('options.lock-failed'));
    return false;
  }
  const mayChange = control.hasHouseholdPin.peek() ? await control.open() : !isLocked || (await control.choosePin('household'));
  if (!mayChange) return false;
  const { keys, names } = app.parental.rules.peek();
  const { [key]: _gone, ...others } = names;
  const rest = keys.filter((each) => each !== key);
  const kept = await control.changeRules(isLocked ? { keys: rest.concat(key), names: { ...others, [key]: title } } : { keys: rest, names: others });
  if (!kept.ok) {
    app.notices.showFailure(kept.error);
    return false;
  }
  if (isLocked && (app.player.channelKey.peek() === key || app.player.nowPlaying.peek()?.key === key)) app.player.stop();
  app.notices.showToast(t(isLocked ? 'options.is-locked' : 'options.is-unlocked', { title }));
  return true;
}
