import type { Language } from './language';

/** Titles of Home rows. `{title}` and `{genre}` are replaced. */
export interface HomeTexts {
  readonly continueWatching: string;
  readonly onNow: string;
  readonly because: string;
  readonly top10: string;
  readonly newFilms: string;
  readonly series: string;
  readonly genre: Readonly<Record<string, string>>;
  readonly badgeNewFilm: string;
  readonly badgeNewSeries: string;
  readonly badgeNewSeason: string;
  readonly only: string;
}

/** {@link HomeTexts} per language. Genres without an entry keep their catalogue name. */
export const HOME_TEXTS: Readonly<Record<Language, HomeTexts>> = {
  en: {
    continueWatching: 'Continue watching', onNow: 'On now', because: 'Because you watched {title}', top10: 'Top 10 this week',
    newFilms: 'New films', series: 'Series', genre: {}, badgeNewFilm: 'New film', badgeNewSeries: 'New series', badgeNewSeason: 'New season',
    only: 'Only on {platform}',
  },
  de: {
    continueWatching: 'Weiterschauen', onNow: 'Läuft gerade', because: 'Weil du {title} gesehen hast', top10: 'Top 10 der Woche',
    newFilms: 'Neue Filme', series: 'Serien',
    genre: {
      Action: 'Action', Adventure: 'Abenteuer', Animation: 'Animation', Comedy: 'Komödie', Crime: 'Krimi', Documentary: 'Dokumentation',
      Drama: 'Drama', Family: 'Familie', Fantasy: 'Fantasy', History: 'Geschichte', Horror: 'Horror', Kids: 'Kinder', Music: 'Musik',
      Mystery: 'Mystery', Nature: 'Natur', Romance: 'Romantik', 'Science fiction': 'Science-Fiction', Sport: 'Sport', Thriller: 'Thriller',
      War: 'Krieg', Western: 'Western',
    },
    badgeNewFilm: 'Neuer Film', badgeNewSeries: 'Neue Serie', badgeNewSeason: 'Neue Staffel', only: 'Nur bei {platform}',
  },
  ar: {
    continueWatching: 'متابعة المشاهدة', onNow: 'يُعرض الآن', because: 'لأنك شاهدت {title}', top10: 'أفضل 10 هذا الأسبوع',
    newFilms: 'أفلام جديدة', series: 'مسلسلات',
    genre: {
      Action: 'أكشن', Adventure: 'مغامرة', Animation: 'رسوم متحركة', Comedy: 'كوميديا', Crime: 'جريمة', Documentary: 'وثائقي',
      Drama: 'دراما', Family: 'عائلي', Fantasy: 'خيال', History: 'تاريخ', Horror: 'رعب', Kids: 'أطفال', Music: 'موسيقى',
      Mystery: 'غموض', Nature: 'طبيعة', Romance: 'رومانسية', 'Science fiction': 'خيال علمي', Sport: 'رياضة', Thriller: 'تشويق',
      War: 'حرب', Western: 'غرب أمريكي',
    },
    badgeNewFilm: 'فيلم جديد', badgeNewSeries: 'مسلسل جديد', badgeNewSeason: 'موسم جديد', only: 'حصريًا على {platform}',
  },
};
