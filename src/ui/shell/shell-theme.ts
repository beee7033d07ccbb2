import { computed } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { AppModel } from '#model/app';
import type { Locale } from '#model/i18n';
import type { Script } from '#ui/engine';
import { createTheme, HEARTH_BRAND } from '#ui/theme';
import type { BrandLook, Theme } from '#ui/theme';

/** Scripts beside Latin that a language's own texts are written in. */
const SCRIPTS: Readonly<Record<Locale, readonly Script[]>> = {
  en: [], de: [], fr: [], es: [], pt: [], it: [], pl: ['latin-ext'], tr: ['latin-ext'], ru: ['cyrillic'], ar: ['arabic'], hi: ['devanagari'],
  // Drawn with the set's own font (docs/decisions/0020).
  zh: [],
};

/** Scripts to load before a page of this language is drawn. */
export function scriptsOf(locale: Locale): readonly Script[] {
  return SCRIPTS[locale];
}

/**
 * How everything must look now: follows the settings, the language and the brand. A new theme object means that the
 * screens are to be built again; settings that change nothing on screen make none.
 */
export function shellTheme(app: Pick<AppModel, 'settings' | 'translator'>, brand: BrandLook = HEARTH_BRAND): ReadonlySignal<Theme> {
  const { settings, translator } = app;
  let last: { readonly mark: string; readonly theme: Theme } | null = null;
  return computed(() => {
    const { theme: contrast, textSize, isReducedMotionOn, clockFormat } = settings.values.value;
    const direction = translator.direction.value;
    // Words and times stand in what is already drawn: another language or clock is another screen.
    const mark = [contrast, textSize, isReducedMotionOn, clockFormat, direction, translator.locale.value].join(' ');
    if (last?.mark !== mark) last = { mark, theme: createTheme({ contrast, textSize, isReducedMotion: isReducedMotionOn, direction, brand }) };
    return last.theme;
  });
}
