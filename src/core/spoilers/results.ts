import { foldWords } from '../text';

const DIGIT = '[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]';
/** `2:1`, `88 - 91`: two numbers of up to three digits, and nothing more of the kind beside them (dates, sets of seasons, `9-1-1`). */
const SCORE = new RegExp(`(^|[^0-9:.,/\u2013-])(${DIGIT}{1,3})\\s?([:\u2013-])\\s?(${DIGIT}{1,3})(?!${DIGIT}|\\s?[:./\u2013-]\\s?${DIGIT})`, 'g');
const BARE_ENDS = /\(\s*\u2013\s*\)|[\s\u2013]*\u2013\s*$/g;
const TELLING = new Set((
  'won win winner winners wins beat beats beaten defeat defeated victory draw result results highlights triumph triumphs loses lost champion champions ' +
  'sieg siegt sieger gewann gewinnt gewonnen besiegt niederlage unentschieden ergebnis ergebnisse verlor verliert zusammenfassung ' +
  'victoire vainqueur defaite gagne remporte resume resultat resultats gano gana victoria derrota ganador resumen resultado resultados empate ' +
  'vittoria vince sconfitta pareggio vincitore risultato risultati sintesi vitoria vence venceu derrotou vencedor resumo ' +
  'wygrana wygral zwyciestwo porazka remis wynik wyniki skrot galibiyet kazandi yendi maglubiyet beraberlik sonuc ozet ' +
  'победа победил победила победили поражение ничья итоги результат результаты обзор فوز فاز خساره هزيمه تعادل نتيجه ملخص ' +
  'जीत जीता हार हराया परिणाम नतीजा'
).split(' '));
/** The same in a script that sets no spaces. */
const TELLING_INSIDE = /战胜|戰勝|击败|擊敗|获胜|獲勝|比分|赛果|賽果|集锦|集錦|夺冠|奪冠/;
/** `20:15` is a time. */
const HOURS = 24;
const MINUTES = 60;

function isTime(left: string, mark: string, right: string): boolean {
  return mark === ':' && right.length === 2 && Number(left) < HOURS && Number(right) < MINUTES;
}

/** A title without the scores it gives away: `Arsenal 2:1 Chelsea` → `Arsenal – Chelsea`. The same text where there is none. */
export function maskScores(title: string): string {
  const masked = title.replace(SCORE, (all: string, before: string, left: string, mark: string, right: string) => (isTime(left, mark, right) ? all : `${before}\u2013`));
  return masked === title ? title : masked.replace(BARE_ENDS, '').trim();
}

/** Whether a text may give a result away: it holds a score, or speaks of winning and losing. */
export function tellsResult(text: string): boolean {
  if (text === '') return false;
  if (maskScores(text) !== text || TELLING_INSIDE.test(text)) return true;
  return foldWords(text).split(' ').some((word) => TELLING.has(word));
}

/** What stands between two who meet. */
const BETWEEN = /\s+(?:[-\u2013\u2014x@]|vs?\.?|versus|gegen|contre|contra|против|ضد|对|對)\s+/i;
/** What names the event before or after them. */
const PARTS = /[:|,()\u2022]|\.\s/;
/** Words many share. */
const COMMON = / (?:united|city|club|sporting|athletic|atletico|racing|national|olympique|borussia|women|frauen|femenino|feminines) /;
const LEAST_LETTERS = 5;

/** Those who meet, each with the names that say them, folded: `Football: Bayern Munich - Arsenal` → two. Empty where a title names nobody. */
export function competitorsOf(title: string): ReadonlyArray<readonly string[]> {
  for (const part of maskScores(title).split(PARTS)) {
    const sides = part.split(BETWEEN).map(foldWords);
    if (sides.length !== 2 || sides.some((side) => side === '')) continue;
    return sides.map((side) => [side].concat(side.split(' ').filter((word) => word !== side && word.length >= LEAST_LETTERS && !COMMON.test(` ${word} `))));
  }
  return [];
}

/** Whether a text names one of those who meet. */
export function namesOneOf(text: string, competitors: ReadonlyArray<readonly string[]>): boolean {
  if (competitors.length === 0) return false;
  const words = ` ${foldWords(text)} `;
  return competitors.some((names) => names.some((name) => words.indexOf(` ${name} `) !== -1));
}
