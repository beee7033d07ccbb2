import { foldWords } from '../text';

/**
 * How words begin that a guide calls sport by, folded, in the languages of the app: the word itself, what is played, and the DVB and XMLTV lists. Words of
 * fewer than four letters have to be whole.
 */
const STEMS = (
  'sport spor deport desport esport sportif olymp paralymp ' +
  'football fussball futbol futebol calcio foot voetbal soccer pilka футбол ' +
  'basket koszykowka баскетбол handbal гандбол volley voleib pallavolo siatkowka волейбол ' +
  'hockey hokej хокке eishockey tennis tenis теннис golf гольф rugby регби cricket baseball beisbol ' +
  'boxing boxen boxe boxeo boks бокс ufc mma wrestling kickbox judo ' +
  'motorsport motorrad formula formel formule motogp rallye nascar автоспорт автогонк ' +
  'radsport radrennen ciclismo cyclisme cycling kolarstwo bisiklet велоспорт ' +
  'athleti leichtathlet atletica atletismo atletizm атлетик biathlon биатлон skispring skiing ' +
  'bundesliga laliga eredivisie nba nfl nhl mlb uefa fifa atp wta спорт كره खेल क्रिकेट फुटबॉल'
).split(' ');

/** Words that stand in the middle of others, or in scripts that set no spaces. */
const INSIDE = /(?:^| )(?!trans|pass)\w{2,}sport(?: |$)|رياضه|رياضي|体育|體育|足球|篮球|籃球|网球|網球|运动|運動/;
const SHORT = 4;

function isStem(word: string): boolean {
  return STEMS.some((stem) => (stem.length < SHORT ? word === stem : word.indexOf(stem) === 0));
}

/** Whether a category, a genre or a title calls what it names sport. */
export function saysSport(text: string): boolean {
  const words = foldWords(text);
  return INSIDE.test(words) || words.split(' ').some(isStem);
}
