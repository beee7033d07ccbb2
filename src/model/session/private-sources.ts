import { AppError, fail, ok, toAppError } from '#core/base';
import type { CancelSignal, Result } from '#core/base';
import { hostOf } from '#core/account';
import type { SourceConfig, SourceStore, StoredSource } from '#sources/registry';
import type { Source } from '#sources/source';

/** A source that has passed its check and is stored. */
export interface Replacement {
  readonly source: Source;
  /** The list with it. */
  readonly configs: readonly SourceConfig[];
}

/** What a replacement is made with. */
export interface ReplacementDeps {
  readonly store: SourceStore;
  readonly configs: readonly SourceConfig[];
  makeSource(stored: StoredSource): Promise<Source>;
}

/** Makes the source anew, checks and stores it; a check that fails or was cancelled leaves everything as it was. */
export async function storeReplacement(stored: StoredSource, cancel: CancelSignal, deps: ReplacementDeps): Promise<Result<Replacement, AppError>> {
  const { isPrivate: _before, ...plain } = stored.config;
  const config: SourceConfig = stored.secret.route === undefined ? plain : { ...plain, isPrivate: true };
  const configs = deps.configs.map((each) => (each.id === config.id ? config : each));
  try {
    const source = await deps.makeSource(stored);
    const checked = await source.check(cancel);
    if (cancel.isCancelled || !checked.ok) {
      source.dispose();
      return fail(checked.ok ? new AppError('net.cancelled') : checked.error);
    }
    await deps.store.put(stored, configs);
    return ok({ source, configs });
  } catch (error) {
    return fail(toAppError(error, 'storage.broken'));
  }
}

/**
 * Where a picture is fetched from: that of a private source's own site by that source's way, or not at all where its way carries no
 * pictures; that of another source's site directly; that of any other site by the relay while a source goes by it.
 */
export function pictureWay(configs: readonly SourceConfig[], sources: ReadonlyArray<Pick<Source, 'id' | 'pictureAddress'>>, url: string, done: (address: string | null) => void): void {
  const site = siteOf(hostOf(url));
  const owners = configs.filter(({ host }) => siteOf(host) === site);
  const owner = owners.find(({ isPrivate }) => isPrivate === true) ?? owners[0];
  const source = sources.find((each) => (owner === undefined ? each.pictureAddress !== undefined : each.id === owner.id));
  if (owner !== undefined && owner.isPrivate !== true) done(url);
  else if (source?.pictureAddress !== undefined) void source.pictureAddress(url).then(done);
  else done(owner === undefined ? url : null);
}

/** A host without its port and without what stands before its last two names: `img.line.example` is `line.example`'s. */
function siteOf(host: string): string {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return /[^0-9.]/.test(name) ? name.split('.').slice(-2).join('.') : name;
}
