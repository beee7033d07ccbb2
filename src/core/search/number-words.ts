/** Ways to say the numbers from 1 on: digits, Roman, and words of the larger languages, folded. */
const NUMBERS = [
  '1 i one eins un uno um een en ett bir jeden один واحد एक',
  '2 ii two zwei deux dos due dois duas twee to två tva iki dwa два две اثنان दो',
  '3 iii three drei trois tres tre drie uc trzy три ثلاثه तीन',
  '4 iv four vier quatre cuatro quattro quatro fire fyra dort cztery четыре اربعه चार',
  '5 v five funf fuenf cinq cinco cinque vijf fem bes piec пять خمسه पांच',
  '6 vi six sechs seis sei zes seks sex alti szesc шесть سته छह',
  '7 vii seven sieben sept siete sette sete zeven syv sju yedi siedem семь سبعه सात',
  '8 viii eight acht huit ocho otto oito atte atta sekiz osiem восемь ثمانيه आठ',
  '9 ix nine neun neuf nueve nove negen ni nio dokuz dziewiec девять تسعه नौ',
  '10 x ten zehn dix diez dieci dez tien ti tio on dziesiec десять عشره दस',
  '11 xi eleven elf onze once undici elva onbir jedenascie одиннадцать',
  '12 xii twelve zwolf douze doce dodici doze twaalf tolv oniki dwanascie двенадцать',
  '13 xiii thirteen', '14 xiv fourteen', '15 xv fifteen', '16 xvi sixteen', '17 xvii seventeen', '18 xviii eighteen', '19 xix nineteen', '20 xx twenty',
  '100 hundred hundert cent cien cento',
  '1000 thousand tausend mille mil',
];
/** Letters that are numbers only behind another word: "Rocky V", but "V for Vendetta". */
const SHORT_ROMAN = /^[ivx]$/;
/** Words too frequent otherwise to be asked for whenever the digit is typed, but fine the other way round. */
const COMMON = /^(?:un|uno|um|een|en|ett|dos|due|to|fire|tre|on|ni|ti|sei|mil|once|acht|elf|cent)$/;

/** Finds other ways to write a number. */
export class NumberWords {
  private readonly byWord = new Map<string, readonly string[]>();

  constructor() {
    for (const line of NUMBERS) {
      const words = line.split(' ');
      for (const word of words) {
        const others = words.filter((other) => other !== word && !COMMON.test(other));
        if (!this.byWord.has(word) && !COMMON.test(word)) this.byWord.set(word, others);
      }
    }
  }

  /** Other spellings of the number a folded word names; none if it names none. `isFirst`: nothing stands before it. */
  others(word: string, isFirst: boolean): readonly string[] {
    const found = this.byWord.get(word);
    if (found === undefined) return [];
    if (!isFirst) return found;
    return SHORT_ROMAN.test(word) ? [] : found.filter((other) => !SHORT_ROMAN.test(other));
  }
}
