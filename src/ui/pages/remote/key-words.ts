import type { Translator } from '#model/i18n';
import type { KeyUse } from '#model/keys';
import type { RemoteKey } from '#ports';

/** What a key of a remote is called: `Yellow`, `Digit 7`. */
export function keyName({ t }: Translator, key: RemoteKey): string {
  if (key.indexOf('digit') === 0) return t('key.digit', { digit: key.charAt(5) });
  return t(`key.${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}

/** What a press does, in words: `Open Guide`, `Sleep timer`, another key's name. */
export function useName(translator: Translator, use: KeyUse): string {
  const { t } = translator;
  switch (use) {
    case 'nothing':
      return t('keys.nothing');
    case 'sleep':
      return t('sleep.title');
    case 'pad':
      return t('keys.pad');
    default:
      return use.indexOf('open-') === 0 ? t('keys.open', { page: t(`nav.${use.slice(5)}`) }) : keyName(translator, use as RemoteKey);
  }
}
