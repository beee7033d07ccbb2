import type { ProfileFields } from '#model/parental';
import type { ProfileView } from '#model/session';

/** What can be changed of a profile, as it is now. */
export function profileFields({ name, avatar, isKids, maxAge }: ProfileView): ProfileFields {
  return { name, avatar, isKids, maxAge };
}
