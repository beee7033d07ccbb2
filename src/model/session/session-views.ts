import type { ProfileId } from '#core/base';
import type { SessionState } from '#core/account';
import type { WireAccount } from '#core/wire';
import type { Translator } from '#model/i18n';
import type { SourceConfig } from '#sources/registry';
import type { LocalProfile } from './local-profiles';
import type { ProfileView, SessionPhase } from './session-model';

/** Profiles to choose from: the platform's while signed in to one, else this set's own. */
export function profileViews(
  configs: readonly SourceConfig[],
  account: WireAccount | null,
  locals: readonly LocalProfile[],
  translator: Translator,
): readonly ProfileView[] {
  const { t } = translator;
  const isPlatform = configs.some((config) => config.kind === 'platform');
  if (!isPlatform && configs.length === 0) return [];
  const profiles = isPlatform ? (account?.profiles ?? []) : locals;
  return profiles.map(({ id, name, avatar, isKids, maxAge, hasPin }) => ({
    id: id as ProfileId,
    name: name === '' ? t('profile.default-name') : name,
    avatar,
    isKids,
    subtitle: maxAge >= 0 ? t('profile.up-to-age', { age: maxAge }) : '',
    hasPin,
    maxAge,
  }));
}

/** The phase as screens read it. */
export function phaseView(state: SessionState): SessionPhase {
  switch (state.kind) {
    case 'choosing':
      return { kind: 'choosing-profile' };
    case 'ready':
      return { kind: 'ready', profileId: state.profileId };
    default:
      return state;
  }
}
