import ar from '../../../static/strings/ar.json';
import de from '../../../static/strings/de.json';
import en from '../../../static/strings/en.json';

/** The product's language files, as the app's loader hands them out. */
export function readStrings(locale: string): Promise<unknown> {
  return Promise.resolve(locale === 'de' ? de : locale === 'ar' ? ar : en);
}
