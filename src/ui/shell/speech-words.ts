import type { Translator } from '#model/i18n';
import type { SpeechWords, SpokenRole } from '#ui/engine';

/** Roles that are said aloud; the name says what the others are. */
const SPOKEN_ROLES: ReadonlySet<SpokenRole> = new Set<SpokenRole>(['button', 'tab', 'switch', 'checkbox', 'radio', 'textbox', 'slider']);

/** Words the announcer puts between, in the language of the moment. */
export function speechWords({ t, locale }: Translator): SpeechWords {
  const language = locale.peek();
  return {
    language: language === 'zh' ? 'zh-Hans' : language,
    position: (index, count) => t('spoken.position', { index, total: count }),
    role: (role) => (SPOKEN_ROLES.has(role) ? t(`spoken.role.${role}`) : ''),
  };
}
