import ar from '../../../static/strings/ar.json';
import de from '../../../static/strings/de.json';
import en from '../../../static/strings/en.json';
import es from '../../../static/strings/es.json';
import fr from '../../../static/strings/fr.json';
import hi from '../../../static/strings/hi.json';
import it from '../../../static/strings/it.json';
import pl from '../../../static/strings/pl.json';
import pt from '../../../static/strings/pt.json';
import ru from '../../../static/strings/ru.json';
import tr from '../../../static/strings/tr.json';
import zh from '../../../static/strings/zh.json';

const TABLES: Readonly<Record<string, unknown>> = { ar, de, en, es, fr, hi, it, pl, pt, ru, tr, zh };

/** The product's language files, as the app's loader hands them out. */
export function readStrings(locale: string): Promise<unknown> {
  return Promise.resolve(TABLES[locale] ?? en);
}
