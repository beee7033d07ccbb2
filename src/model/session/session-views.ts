import type { ProfileId } from '#core/base';
import type { SessionState } from '#core/account';
import type { WireAccount } from '#core/wire';
import type { Translator } from '#model/i18n';
import type { SourceConfig } from '#sources/registry';
import type { ProfileView, SessionPhase } from './session-model';

/** The only profile of a set without a platform. */
export const LOCAL_PROFILE = 'local' as ProfileId;

/** Profiles to choose from: the platform's while signed in to one, else this set's own. */
export function profileViews(
  configs: readonly SourceConfig[],
  account: WireAccount | null,
  translator: Translator,
): readonly ProfileView[] {
  const { t } = translator;
  if (configs.some((config) => config.kind === 'platform')) {
    return (account?.profiles ?? []).map((profile) => ({
      id: profile.id as ProfileId,
      name: profile.name,
      avatar: profile.avatar,
      isKids: profile.isKids,
      subtitle: profile.maxAge >= 0 ? t('profile.up-to-age', { age: profile.maxAge }) : '',
      hasPin: profile.hasPin,
    }));
  }
  if (configs.length === 0) return [];
  return [{ id: LOCAL_PROFILE, name: t('profile.default-name'), avatar: 'ember', isKids: false, subtitle: '', hasPin: false }];
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
