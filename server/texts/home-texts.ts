import type { Language } from './language';

/** Titles of Home rows. `{title}` and `{genre}` are replaced. */
export interface HomeTexts {
  readonly continueWatching: string;
  readonly onNow: string;
  readonly because: string;
  readonly usual: string;
  readonly trendingNow: string;
  readonly trendingWeek: string;
  readonly forYou: string;
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
    continueWatching: 'Continue watching', onNow: 'On now', because: 'Because you watched {title}', usual: 'Usually at this hour', trendingNow: 'Trending now',
    trendingWeek: 'Trending this week', forYou: 'Recommended for you', top10: 'Top 10 this week',
    newFilms: 'New films', series: 'Series', genre: {}, badgeNewFilm: 'New film', badgeNewSeries: 'New series', badgeNewSeason: 'New season',
    only: 'Only on {platform}',
  },
  de: {
    continueWatching: 'Weiterschauen', onNow: 'Läuft gerade', because: 'Weil du {title} gesehen hast', usual: 'Sonst um diese Zeit', trendingNow: 'Gerade angesagt',
    trendingWeek: 'Diese Woche angesagt', forYou: 'Für dich empfohlen', top10: 'Top 10 der Woche',
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
    continueWatching: 'متابعة المشاهدة', onNow: 'يُعرض الآن', because: 'لأنك شاهدت {title}', usual: 'عادةً في هذه الساعة', trendingNow: 'الرائج الآن',
    trendingWeek: 'الرائج هذا الأسبوع', forYou: 'مقترح لك', top10: 'أفضل 10 هذا الأسبوع',
    newFilms: 'أفلام جديدة', series: 'مسلسلات',
    genre: {
      Action: 'أكشن', Adventure: 'مغامرة', Animation: 'رسوم متحركة', Comedy: 'كوميديا', Crime: 'جريمة', Documentary: 'وثائقي',
      Drama: 'دراما', Family: 'عائلي', Fantasy: 'خيال', History: 'تاريخ', Horror: 'رعب', Kids: 'أطفال', Music: 'موسيقى',
      Mystery: 'غموض', Nature: 'طبيعة', Romance: 'رومانسية', 'Science fiction': 'خيال علمي', Sport: 'رياضة', Thriller: 'تشويق',
      War: 'حرب', Western: 'غرب أمريكي',
    },
    badgeNewFilm: 'فيلم جديد', badgeNewSeries: 'مسلسل جديد', badgeNewSeason: 'موسم جديد', only: 'حصريًا على {platform}',
  },
  fr: {
    continueWatching: 'Reprendre', onNow: 'En ce moment', because: 'Parce que vous avez regardé {title}', usual: 'D’habitude à cette heure',
    trendingNow: 'Tendances du moment', trendingWeek: 'Tendances de la semaine', forYou: 'Recommandé pour vous', top10: 'Top 10 de la semaine',
    newFilms: 'Nouveaux films', series: 'Séries',
    genre: {
      Action: 'Action', Adventure: 'Aventure', Animation: 'Animation', Comedy: 'Comédie', Crime: 'Policier', Documentary: 'Documentaire',
      Drama: 'Drame', Family: 'Famille', Fantasy: 'Fantastique', History: 'Histoire', Horror: 'Horreur', Kids: 'Enfants', Music: 'Musique',
      Mystery: 'Mystère', Nature: 'Nature', Romance: 'Romance', 'Science fiction': 'Science-fiction', Sport: 'Sport', Thriller: 'Thriller',
      War: 'Guerre', Western: 'Western',
    },
    badgeNewFilm: 'Nouveau film', badgeNewSeries: 'Nouvelle série', badgeNewSeason: 'Nouvelle saison', only: 'Seulement sur {platform}',
  },
  es: {
    continueWatching: 'Seguir viendo', onNow: 'Ahora en directo', because: 'Porque viste {title}', usual: 'Lo habitual a esta hora',
    trendingNow: 'Tendencias ahora', trendingWeek: 'Tendencias de la semana', forYou: 'Recomendado para ti', top10: 'Top 10 de la semana',
    newFilms: 'Películas nuevas', series: 'Series',
    genre: {
      Action: 'Acción', Adventure: 'Aventura', Animation: 'Animación', Comedy: 'Comedia', Crime: 'Crimen', Documentary: 'Documental', Drama: 'Drama',
      Family: 'Familiar', Fantasy: 'Fantasía', History: 'Historia', Horror: 'Terror', Kids: 'Infantil', Music: 'Música', Mystery: 'Misterio',
      Nature: 'Naturaleza', Romance: 'Romance', 'Science fiction': 'Ciencia ficción', Sport: 'Deporte', Thriller: 'Suspense', War: 'Bélico',
      Western: 'Western',
    },
    badgeNewFilm: 'Película nueva', badgeNewSeries: 'Serie nueva', badgeNewSeason: 'Temporada nueva', only: 'Solo en {platform}',
  },
  pt: {
    continueWatching: 'Continuar assistindo', onNow: 'No ar agora', because: 'Porque você assistiu a {title}', usual: 'De costume a esta hora',
    trendingNow: 'Em alta agora', trendingWeek: 'Em alta esta semana', forYou: 'Recomendado para você', top10: 'Top 10 da semana',
    newFilms: 'Filmes novos', series: 'Séries',
    genre: {
      Action: 'Ação', Adventure: 'Aventura', Animation: 'Animação', Comedy: 'Comédia', Crime: 'Crime', Documentary: 'Documentário', Drama: 'Drama',
      Family: 'Família', Fantasy: 'Fantasia', History: 'História', Horror: 'Terror', Kids: 'Infantil', Music: 'Música', Mystery: 'Mistério',
      Nature: 'Natureza', Romance: 'Romance', 'Science fiction': 'Ficção científica', Sport: 'Esporte', Thriller: 'Suspense', War: 'Guerra',
      Western: 'Faroeste',
    },
    badgeNewFilm: 'Filme novo', badgeNewSeries: 'Série nova', badgeNewSeason: 'Nova temporada', only: 'Só em {platform}',
  },
  it: {
    continueWatching: 'Continua a guardare', onNow: 'In onda ora', because: 'Perché hai guardato {title}', usual: 'Di solito a quest’ora',
    trendingNow: 'Di tendenza ora', trendingWeek: 'Di tendenza questa settimana', forYou: 'Consigliati per te', top10: 'Top 10 della settimana',
    newFilms: 'Nuovi film', series: 'Serie',
    genre: {
      Action: 'Azione', Adventure: 'Avventura', Animation: 'Animazione', Comedy: 'Commedia', Crime: 'Giallo', Documentary: 'Documentario',
      Drama: 'Drammatico', Family: 'Famiglia', Fantasy: 'Fantasy', History: 'Storia', Horror: 'Horror', Kids: 'Bambini', Music: 'Musica',
      Mystery: 'Mistero', Nature: 'Natura', Romance: 'Romantico', 'Science fiction': 'Fantascienza', Sport: 'Sport', Thriller: 'Thriller',
      War: 'Guerra', Western: 'Western',
    },
    badgeNewFilm: 'Nuovo film', badgeNewSeries: 'Nuova serie', badgeNewSeason: 'Nuova stagione', only: 'Solo su {platform}',
  },
  pl: {
    continueWatching: 'Oglądaj dalej', onNow: 'Teraz w TV', because: 'Bo oglądasz: {title}', usual: 'Zwykle o tej porze',
    trendingNow: 'Popularne teraz', trendingWeek: 'Popularne w tym tygodniu', forYou: 'Polecane dla ciebie', top10: 'Top 10 tygodnia',
    newFilms: 'Nowe filmy', series: 'Seriale',
    genre: {
      Action: 'Akcja', Adventure: 'Przygodowe', Animation: 'Animacja', Comedy: 'Komedia', Crime: 'Kryminał', Documentary: 'Dokument', Drama: 'Dramat',
      Family: 'Familijne', Fantasy: 'Fantasy', History: 'Historia', Horror: 'Horror', Kids: 'Dla dzieci', Music: 'Muzyka', Mystery: 'Tajemnica',
      Nature: 'Przyroda', Romance: 'Romans', 'Science fiction': 'Science fiction', Sport: 'Sport', Thriller: 'Thriller', War: 'Wojenne',
      Western: 'Western',
    },
    badgeNewFilm: 'Nowy film', badgeNewSeries: 'Nowy serial', badgeNewSeason: 'Nowy sezon', only: 'Tylko w {platform}',
  },
  tr: {
    continueWatching: 'İzlemeye devam et', onNow: 'Şimdi yayında', because: '{title} izlediğiniz için', usual: 'Genelde bu saatte',
    trendingNow: 'Şu anda popüler', trendingWeek: 'Bu hafta popüler', forYou: 'Size önerilenler', top10: 'Haftanın ilk 10’u', newFilms: 'Yeni filmler',
    series: 'Diziler',
    genre: {
      Action: 'Aksiyon', Adventure: 'Macera', Animation: 'Animasyon', Comedy: 'Komedi', Crime: 'Suç', Documentary: 'Belgesel', Drama: 'Dram',
      Family: 'Aile', Fantasy: 'Fantastik', History: 'Tarih', Horror: 'Korku', Kids: 'Çocuk', Music: 'Müzik', Mystery: 'Gizem', Nature: 'Doğa',
      Romance: 'Romantik', 'Science fiction': 'Bilim kurgu', Sport: 'Spor', Thriller: 'Gerilim', War: 'Savaş', Western: 'Kovboy',
    },
    badgeNewFilm: 'Yeni film', badgeNewSeries: 'Yeni dizi', badgeNewSeason: 'Yeni sezon', only: 'Yalnızca {platform}',
  },
  ru: {
    continueWatching: 'Продолжить просмотр', onNow: 'Сейчас в эфире', because: 'Потому что вы смотрели: {title}', usual: 'Обычно в это время',
    trendingNow: 'Сейчас популярно', trendingWeek: 'Популярно на этой неделе', forYou: 'Рекомендуем вам', top10: 'Топ-10 недели',
    newFilms: 'Новые фильмы', series: 'Сериалы',
    genre: {
      Action: 'Боевик', Adventure: 'Приключения', Animation: 'Анимация', Comedy: 'Комедия', Crime: 'Криминал', Documentary: 'Документальное',
      Drama: 'Драма', Family: 'Семейное', Fantasy: 'Фэнтези', History: 'История', Horror: 'Ужасы', Kids: 'Детям', Music: 'Музыка', Mystery: 'Детектив',
      Nature: 'Природа', Romance: 'Мелодрама', 'Science fiction': 'Фантастика', Sport: 'Спорт', Thriller: 'Триллер', War: 'Военное',
      Western: 'Вестерн',
    },
    badgeNewFilm: 'Новый фильм', badgeNewSeries: 'Новый сериал', badgeNewSeason: 'Новый сезон', only: 'Только на {platform}',
  },
  hi: {
    continueWatching: 'देखना जारी रखें', onNow: 'अभी टीवी पर', because: 'क्योंकि आपने {title} देखा', usual: 'आम तौर पर इस समय',
    trendingNow: 'अभी चर्चा में', trendingWeek: 'इस हफ़्ते चर्चा में', forYou: 'आपके लिए सुझाव', top10: 'इस हफ़्ते के टॉप 10', newFilms: 'नई फ़िल्में',
    series: 'सीरीज़',
    genre: {
      Action: 'एक्शन', Adventure: 'रोमांच', Animation: 'एनिमेशन', Comedy: 'कॉमेडी', Crime: 'अपराध', Documentary: 'वृत्तचित्र', Drama: 'ड्रामा',
      Family: 'पारिवारिक', Fantasy: 'फ़ैंटेसी', History: 'इतिहास', Horror: 'हॉरर', Kids: 'बच्चे', Music: 'संगीत', Mystery: 'रहस्य', Nature: 'प्रकृति',
      Romance: 'रोमांस', 'Science fiction': 'साइंस फ़िक्शन', Sport: 'खेल', Thriller: 'थ्रिलर', War: 'युद्ध', Western: 'वेस्टर्न',
    },
    badgeNewFilm: 'नई फ़िल्म', badgeNewSeries: 'नई सीरीज़', badgeNewSeason: 'नया सीज़न', only: 'सिर्फ़ {platform} पर',
  },
  zh: {
    continueWatching: '继续观看', onNow: '正在播出', because: '因为您看过《{title}》', usual: '这个时段常看', trendingNow: '当前热门', trendingWeek: '本周热门', forYou: '为您推荐',
    top10: '本周十佳', newFilms: '新片', series: '剧集',
    genre: {
      Action: '动作', Adventure: '冒险', Animation: '动画', Comedy: '喜剧', Crime: '犯罪', Documentary: '纪录片', Drama: '剧情', Family: '家庭', Fantasy: '奇幻',
      History: '历史', Horror: '恐怖', Kids: '儿童', Music: '音乐', Mystery: '悬疑', Nature: '自然', Romance: '爱情', 'Science fiction': '科幻', Sport: '体育',
      Thriller: '惊悚', War: '战争', Western: '西部',
    },
    badgeNewFilm: '新片', badgeNewSeries: '新剧', badgeNewSeason: '新一季', only: '{platform} 独家',
  },
};
