import { foldWords } from '#core/text';

/** What a group is about; films and series whose group does not say are a kind each. */
export type TourKind = ChannelKind | TitleKind | 'movie-titles' | 'series-titles';

/** What groups of films and series are about, and groups of channels are not sorted by. */
export type TitleKind = 'action' | 'comedy' | 'drama' | 'horror' | 'crime' | 'fantasy' | 'animation';

/** What a group of channels is about. */
export type ChannelKind = 'sport' | 'news' | 'kids' | 'films' | 'series' | 'documentary' | 'music' | 'religion' | 'radio' | 'other';

/** Country codes and words providers put before or instead of a group's name, by the language that is spoken there. */
const LANGUAGE_MARKS: Readonly<Record<string, readonly string[]>> = {
  en: ['uk', 'gb', 'us', 'usa', 'en', 'eng', 'ca', 'can', 'au', 'aus', 'nz', 'ie', 'irl', 'english', 'united kingdom', 'united states', 'england', 'britain', 'america', 'canada', 'australia', 'ireland', 'new zealand'],
  de: ['de', 'ger', 'deu', 'at', 'aut', 'ch', 'german', 'germany', 'deutsch', 'deutschland', 'austria', 'osterreich', 'schweiz', 'switzerland'],
  fr: ['fr', 'fra', 'be', 'bel', 'french', 'france', 'francais', 'belgium', 'belgique', 'quebec'],
  es: ['es', 'esp', 'mx', 'mex', 'latino', 'latin', 'lat', 'spanish', 'spain', 'espana', 'espanol', 'mexico', 'argentina', 'colombia', 'chile', 'peru', 'latam'],
  it: ['it', 'ita', 'italian', 'italy', 'italia', 'italiano'],
  pt: ['pt', 'por', 'prt', 'br', 'bra', 'portuguese', 'portugal', 'brazil', 'brasil'],
  nl: ['nl', 'nld', 'ned', 'dutch', 'netherlands', 'nederland', 'holland'],
  pl: ['pl', 'pol', 'polish', 'poland', 'polska'],
  tr: ['tr', 'tur', 'turkish', 'turkey', 'turkiye', 'turk'],
  ru: ['ru', 'rus', 'russian', 'russia', 'россия', 'русские'],
  uk: ['ua', 'ukr', 'ukrainian', 'ukraine', 'україна', 'украина'],
  ar: ['ar', 'ara', 'arab', 'arabic', 'arabia', 'ae', 'uae', 'sa', 'ksa', 'eg', 'egy', 'ma', 'mar', 'dz', 'tn', 'iq', 'lb', 'qa', 'kw', 'egypt', 'morocco', 'maroc', 'algeria', 'tunisia', 'iraq', 'lebanon', 'syria', 'عربي', 'عربيه', 'العربيه'],
  he: ['il', 'isr', 'hebrew', 'israel'],
  hi: ['in', 'ind', 'hindi', 'india', 'indian'],
  el: ['gr', 'gre', 'grc', 'greek', 'greece'],
  sv: ['se', 'swe', 'swedish', 'sweden', 'sverige'],
  da: ['dk', 'den', 'dnk', 'danish', 'denmark', 'danmark'],
  no: ['no', 'nor', 'norwegian', 'norway', 'norge'],
  fi: ['fi', 'fin', 'finnish', 'finland', 'suomi'],
  cs: ['cz', 'cze', 'czech', 'czechia', 'cesko'],
  ja: ['jp', 'jpn', 'japanese', 'japan'],
  ko: ['kr', 'kor', 'korean', 'korea'],
  zh: ['cn', 'chn', 'hk', 'tw', 'chinese', 'china', 'taiwan', 'hong kong'],
};

const KIND_WORDS: Readonly<Record<Exclude<ChannelKind, 'other'>, readonly string[]>> = {
  radio: ['radio', 'radios', 'fm'],
  sport: ['sport', 'sports', 'sporting', 'football', 'fussball', 'soccer', 'futbol', 'calcio', 'nfl', 'nba', 'nhl', 'mlb', 'ufc', 'boxing', 'ppv', 'dazn', 'espn', 'bein', 'deporte', 'deportes', 'spor', 'спорт', 'رياضه', 'league', 'bundesliga', 'f1', 'racing', 'motorsport'],
  news: ['news', 'nachrichten', 'info', 'noticias', 'notizie', 'actualites', 'haber', 'новости', 'اخبار'],
  kids: ['kids', 'kid', 'kinder', 'enfants', 'jeunesse', 'infantil', 'ninos', 'bambini', 'cocuk', 'cartoon', 'cartoons', 'дети', 'детские', 'اطفال', 'children', 'family'],
  films: ['movie', 'movies', 'film', 'films', 'filme', 'cinema', 'cine', 'kino', 'peliculas', 'sinema', 'vod', 'кино', 'افلام', '24 7', '24'],
  series: ['series', 'serie', 'serien', 'shows', 'dizi', 'сериалы', 'مسلسلات'],
  documentary: ['documentary', 'documentaries', 'doku', 'dokus', 'docs', 'documentaire', 'documentaires', 'documentales', 'documentari', 'belgesel', 'discovery', 'nature', 'science', 'وثاءقيه'],
  music: ['music', 'musik', 'musique', 'musica', 'muzik', 'музыка', 'موسيقي', 'mtv', 'concerts'],
  religion: ['religion', 'religious', 'islam', 'islamic', 'quran', 'christian', 'church', 'gospel', 'دينيه', 'اسلاميه'],
};

/** The order counts: `science fiction` is no science, a comedy drama is a comedy. */
const TITLE_WORDS: Readonly<Record<TitleKind, readonly string[]>> = {
  fantasy: ['science fiction', 'sci fi', 'scifi', 'sf', 'fantasy', 'fantastique', 'ciencia ficcion', 'fantasia', 'ficcao cientifica', 'fantascienza', 'fantastyka', 'bilim kurgu', 'fantastik', 'фантастика', 'фэнтези', 'خيال علمي', '科幻', '科幻片', '奇幻'],
  horror: ['horror', 'horreur', 'epouvante', 'terror', 'orrore', 'korku', 'grusel', 'ужасы', 'хоррор', 'رعب', '恐怖', '恐怖片'],
  animation: ['animation', 'animations', 'animated', 'animationsfilme', 'anime', 'animes', 'manga', 'mangas', 'animacion', 'animacao', 'animazione', 'animowane', 'animasyon', 'аниме', 'анимация', 'мультфильмы', 'انمي', '动画', '动漫'],
  comedy: ['comedy', 'comedies', 'komodie', 'komodien', 'comedie', 'comedia', 'comedias', 'commedia', 'commedie', 'komedia', 'komedie', 'komedi', 'humour', 'sitcom', 'sitcoms', 'комедия', 'комедии', 'كوميدي', 'كوميديا', 'كوميديه', '喜剧', '喜剧片'],
  crime: ['crime', 'thriller', 'thrillers', 'krimi', 'krimis', 'policier', 'policiers', 'crimen', 'suspense', 'policial', 'giallo', 'gialli', 'kryminal', 'kryminalne', 'polisiye', 'gerilim', 'suc', 'mystery', 'триллер', 'триллеры', 'детектив', 'детективы', 'جريمه', 'اثاره', '犯罪', '惊悚'],
  action: ['action', 'adventure', 'abenteuer', 'aventure', 'aventures', 'accion', 'aventura', 'aventuras', 'acao', 'azione', 'avventura', 'akcja', 'przygodowe', 'aksiyon', 'macera', 'western', 'westerns', 'боевик', 'боевики', 'приключения', 'اكشن', 'مغامرات', '动作', '动作片'],
  drama: ['drama', 'dramas', 'drame', 'drames', 'dramma', 'dramat', 'dramaty', 'dram', 'romance', 'romantik', 'romantique', 'romantico', 'romanticas', 'romantyczne', 'драма', 'драмы', 'мелодрама', 'мелодрамы', 'دراما', 'رومانسي', 'رومانسيه', '剧情', '爱情'],
};

const BOTH_KINDS = ['kids', 'documentary', 'sport', 'music', 'religion'] as const;

const BY_MARK: ReadonlyMap<string, string> = new Map(
  Object.keys(LANGUAGE_MARKS).reduce<Array<[string, string]>>((all, language) => all.concat((LANGUAGE_MARKS[language] ?? []).map((mark) => [mark, language])), []),
);

/** `DE | Sport`, `|UK| News`, `[FR] Cinéma`, `EXYU: Film`: the letters before a dividing mark, or between two. */
const TAGGED = /^[\s[(|┃▎◉●★✦#*=~_-]*([A-Za-z]{2,5})\s*(?:[|:\])┃▎►»•_=~–—-])/;

/**
 * Which language a group is in: a two-letter tag; `x-exyu` for a mark that stands for no language we know; `null` where the name says nothing.
 */
export function regionOf(name: string): string | null {
  const tag = TAGGED.exec(name)?.[1]?.toLowerCase();
  if (tag !== undefined) {
    const known = BY_MARK.get(tag);
    if (known !== undefined) return known;
    // `VOD:`, `24/7 |` and the like say what, not where.
    if (kindOf(tag) === 'other' && titleKindOf(tag) === null && !/^(vip|hd|fhd|uhd|sd|hevc|new|tv|live|all|top|best|ppv|xxx|adult)$/.test(tag)) return `x-${tag}`;
  }
  const words = foldWords(name);
  const all = words.split(' ');
  // Whole words of four letters or more: shorter ones mean too much elsewhere.
  for (const word of all) if (word.length >= 4 && BY_MARK.has(word)) return BY_MARK.get(word) ?? null;
  for (let i = 0; i + 1 < all.length; i += 1) {
    const pair = BY_MARK.get(`${all[i] ?? ''} ${all[i + 1] ?? ''}`);
    if (pair !== undefined) return pair;
  }
  // A bare code is one: `DE`, `FR HD`.
  const [first = ''] = all;
  return all.length <= 2 && first.length <= 3 ? (BY_MARK.get(first) ?? null) : null;
}

/** What a group of channels is about, by the words in its name. */
export function kindOf(name: string): ChannelKind {
  const words = ` ${foldWords(name)} `;
  for (const kind of Object.keys(KIND_WORDS) as Array<Exclude<ChannelKind, 'other'>>) if (hasOne(words, KIND_WORDS[kind])) return kind;
  return 'other';
}

/** What a group of films or series is about, by the words in its name; `null`: it does not say. */
export function titleKindOf(name: string): TitleKind | (typeof BOTH_KINDS)[number] | null {
  const words = ` ${foldWords(name)} `;
  if (hasOne(words, KIND_WORDS.kids)) return 'kids';
  for (const kind of Object.keys(TITLE_WORDS) as TitleKind[]) if (hasOne(words, TITLE_WORDS[kind])) return kind;
  for (const kind of BOTH_KINDS) if (hasOne(words, KIND_WORDS[kind])) return kind;
  return null;
}

function hasOne(words: string, list: readonly string[]): boolean {
  return list.some((word) => words.indexOf(` ${word} `) !== -1);
}

/** Three of the same mark in a row, or nothing but marks: `##### UK #####`, `----`, `▬▬ SPORT ▬▬`. */
const RULER = /([#=*~_\-–—|•.:+<>▬━─═◆◇★☆●■□▪►◄♦✦❖])\1{2,}/;
const BARE = /^[\s#=*~_\-–—|•.:+<>▬━─═◆◇★☆●■□▪►◄♦✦❖]+$/;

/** Whether a row is a heading between channels and no channel. */
export function isSeparator(name: string): boolean {
  return BARE.test(name) || RULER.test(name);
}
