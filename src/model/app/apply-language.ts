import { localeOf } from '#model/i18n';
import type { Translator } from '#model/i18n';
import type { SettingsModel } from '#model/settings';
import type { DevicePort, LogPort } from '#ports';

/** What choosing a language needs. */
export interface LanguageDeps {
  readonly settings: SettingsModel;
  readonly translator: Translator;
  readonly device: Pick<DevicePort, 'systemLanguage'>;
  readonly log: LogPort;
}

/**
 * Switches to the language of the settings, or of the set. English is tried last; without any file the keys are shown and the log
 * says why. Never rejects.
 */
export async function applyLanguage({ settings, translator, device, log }: LanguageDeps): Promise<void> {
  const wanted = settings.values.peek().language;
  const locale = wanted === 'system' ? localeOf(device.systemLanguage) : wanted;
  for (const candidate of locale === 'en' ? (['en'] as const) : ([locale, 'en'] as const)) {
    try {
      await translator.setLocale(candidate);
      return;
    } catch (error) {
      log.write('error', 'language file unreadable', { locale: candidate, reason: error instanceof Error ? error.message : 'unknown' });
    }
  }
}
