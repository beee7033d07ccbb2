import ar from '../../../static/strings/ar.json';
import de from '../../../static/strings/de.json';
import en from '../../../static/strings/en.json';
import es from '../../../static/strings/es.json';
import fr from '../../../static/strings/fr.json';
import it from '../../../static/strings/it.json';
import pt from '../../../static/strings/pt.json';

const TABLES: Readonly<Record<string, unknown>> = { ar, de, en, es, fr, it, pt };

/** The product's language files, as the app's loader hands them out. */
export function readStrings(locale: string): Promise<unknown> {
  return Promise.resolve(TABLES[locale] ?? en);
}
