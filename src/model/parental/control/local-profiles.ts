import { AppError, fail, hexOf } from '#core/base';
import type { ProfileId, Result } from '#core/base';
import type { ControlDeps } from '../create-parental-model';
import type { ProfileFields } from '../parental-model';

type LocalDeps = Pick<ControlDeps, 'random' | 'session'>;

/** As many as the platform admits. */
const MOST_PROFILES = 12;

/** Adds (`null`) or changes a profile of this set. */
export function changeLocalProfile({ random, session }: LocalDeps, id: ProfileId | null, fields: ProfileFields): Promise<Result<void, AppError>> {
  const profiles = session.localProfiles.peek();
  if (id !== null) return session.putLocalProfiles(profiles.map((profile) => (profile.id === id ? { ...profile, ...fields } : profile)));
  if (profiles.length >= MOST_PROFILES) return Promise.resolve(fail(new AppError('input.invalid')));
  return session.putLocalProfiles(profiles.concat({ ...fields, id: `local-${hexOf(random.bytes(6))}` as ProfileId, hasPin: false }));
}

/** Removes a profile of this set; the last one stays. */
export function dropLocalProfile({ session }: LocalDeps, id: ProfileId): Promise<Result<void, AppError>> {
  const left = session.localProfiles.peek().filter((profile) => profile.id !== id);
  return left.length === 0 ? Promise.resolve(fail(new AppError('input.invalid'))) : session.putLocalProfiles(left);
}
