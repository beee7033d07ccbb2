import { fail, ok, toAppError } from '#core/base';
import type { AppError, ProfileId, Result } from '#core/base';
import { signal } from '#core/state';
import { isTrue, listOf, numberOf, rowsOf, asFields, textOf } from '#core/wire';
import type { LogPort, StoragePort } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { StoredCell } from '#sources/storage';

/** The profile of a set on which nobody has made another. */
export const LOCAL_PROFILE = 'local' as ProfileId;

/** A profile of a set without a platform. */
export interface LocalProfile {
  readonly id: ProfileId;
  /** Empty: the word of the viewer's language. */
  readonly name: string;
  readonly avatar: string;
  readonly isKids: boolean;
  /** -1: no limit. */
  readonly maxAge: number;
  readonly hasPin: boolean;
}

const FIRST: LocalProfile = { id: LOCAL_PROFILE, name: '', avatar: 'ember', isKids: false, maxAge: -1, hasPin: false };

/** Profiles of a set without a platform; there is always one. */
export class LocalProfiles {
  readonly list = signal<readonly LocalProfile[]>([FIRST]);
  private readonly cell: StoredCell;

  constructor(storage: StoragePort, log: LogPort) {
    this.cell = createStoredCell(storage, log, 'profiles.v1');
  }

  async load(): Promise<void> {
    const fields = asFields(await this.cell.read());
    const profiles = rowsOf(fields === null ? [] : listOf(fields, 'profiles'), (each): LocalProfile | null => {
      const id = textOf(each, 'id') as ProfileId;
      const isKids = isTrue(each, 'isKids');
      return textOf(each, 'id') === ''
        ? null
        : { id, name: textOf(each, 'name'), avatar: textOf(each, 'avatar'), isKids, maxAge: numberOf(each, 'maxAge', -1), hasPin: isTrue(each, 'hasPin') };
    });
    if (profiles.length > 0) this.list.value = profiles;
  }

  /** Resolves when they are kept; fails with `storage.*` and keeps what was. */
  async put(profiles: readonly LocalProfile[]): Promise<Result<void, AppError>> {
    try {
      await this.cell.write(() => ({ profiles }));
    } catch (error) {
      return fail(toAppError(error, 'storage.broken'));
    }
    this.list.value = profiles;
    return ok(undefined);
  }
}
