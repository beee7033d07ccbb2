import { createSeededRandom } from '#core/base';
import type { SeededRandom } from '#core/base';

/** A way of writing, with the syllables its made-up words consist of. */
interface Script {
  readonly name: string;
  /** Share of titles written so. */
  readonly share: number;
  readonly syllables: readonly string[];
  /** Syllables per word: least and most. */
  readonly length: readonly [number, number];
  /** Whether words are written with a capital and a space between them. */
  readonly hasCapitals: boolean;
  readonly hasSpaces: boolean;
  readonly vocabulary: number;
}

const split = (text: string): readonly string[] => text.split(' ');

const SCRIPTS: readonly Script[] = [
  {
    name: 'latin', share: 0.44, length: [2, 4], hasCapitals: true, hasSpaces: true, vocabulary: 14_000,
    syllables: split('an ar be ber bor ca car ce cor da de den der di do dor el en er es fa fer fi for ga gen go gra ha he hin ho in is ka ke kin la lan le li lor lu ma man mar me mi mon mor na ne ni no nor o ol on or pa pe per pi por ra re ri ro ron sa san se sen si so sta ste sto ta te ten ter ti to ton tra u un ur va ve ver vi vo wa wen wi win'),
  },
  {
    name: 'accents', share: 0.16, length: [2, 4], hasCapitals: true, hasSpaces: true, vocabulary: 8_000,
    syllables: split('á ão bê bí bø cé çã čo ça dě dé då ë ên ér ęl fé fö gä gã gö ğu hé hý ì ím ín ión ış kä kö kå lé lí lä ló łą ło mé mø mü má nã né ñe ño nó nő œ ör öl ø pé pè på ré rè rö řa rå sé sä śc šk şe té tí tör tů ü úl ún ül vé ví vä wä yé zé ża žd ma ra lo ta ne ri so ka'),
  },
  {
    name: 'cyrillic', share: 0.12, length: [2, 4], hasCapitals: true, hasSpaces: true, vocabulary: 6_000,
    syllables: split('а бе бо ва ве во вы га го да де до дра ё же за зо и й ка ко кра ла ле ли ло лю ма ме ми мо мы на не но ны о об пе по пра ра ре ро ры са се ско ста сто та те то тра ты у фа ха хо це ча че ша ши щу ы э ю я ной ская вать ние'),
  },
  {
    name: 'greek', share: 0.04, length: [2, 4], hasCapitals: true, hasSpaces: true, vocabulary: 3_000,
    syllables: split('α ά βα γα γε δε δη δο ε έ ζω η ή θα θε ι ί κα κο κρα λα λε λο μα με μι μο να νε νη νο ξε ο ό πα πε πο ρα ρε ρι ρος σα σε στα στο τα τε το τρο υ ύ φα φι χα χε ψυ ω ώ ας ος ης'),
  },
  {
    name: 'arabic', share: 0.08, length: [1, 3], hasCapitals: false, hasSpaces: true, vocabulary: 5_000,
    syllables: split('ال با بن بي تا تر تي ثو جا جم حا حب حر خا خل دا در دي ذا را رب رو زا زم سا سر سل شا شم صا صو ضو طا طر ظل عا عر عي غا غر فا فر في قا قل كا كت لا لي ما مر مي نا نو ها هل وا ور ية يا يو إن أم آن ؤم ئي ة'),
  },
  {
    name: 'hebrew', share: 0.03, length: [1, 3], hasCapitals: false, hasSpaces: true, vocabulary: 2_500,
    syllables: split('אב אל אר בא בו בי גד גל דו דר הו הר ול זה זמ חב חי טו טל יו ים כל כת לא לב מה מי מש נא נו סו ספ עו עם פה פר צל קו קר רא רו שב שי של שם תו תי ות ים ית'),
  },
  {
    name: 'han', share: 0.05, length: [2, 4], hasCapitals: false, hasSpaces: false, vocabulary: 3_000,
    syllables: split('天 地 人 山 水 火 风 云 龙 虎 大 小 中 国 家 爱 情 城 市 夜 日 月 星 光 花 雪 海 江 河 春 夏 秋 冬 东 西 南 北 神 仙 剑 侠 王 后 子 女 男 孩 梦 心 生 死 电 影 新 闻 体 育 音 乐 少 年 青 红 白 黑 金 银 一 二 三 千 万'),
  },
  {
    name: 'hangul', share: 0.03, length: [2, 3], hasCapitals: false, hasSpaces: true, vocabulary: 2_000,
    syllables: split('가 강 고 국 그 기 김 나 날 남 너 노 다 달 대 도 드 라 마 문 미 바 밤 별 보 부 사 산 서 세 소 수 시 신 아 연 영 오 왕 우 월 이 인 일 자 전 정 제 조 주 지 진 청 추 태 하 한 해 현 화'),
  },
  {
    name: 'hindi', share: 0.05, length: [1, 3], hasCapitals: false, hasSpaces: true, vocabulary: 3_000,
    syllables: split('अ आ का की कु गा घर चा छो जा जी टी डा ता ती दि दे धा न ना नी पा पी प्या फू बा बे भा मा मे मौ या रा री रे ला ली लो वा वि शा श्री सा सी से हा ही हु क्षि त्र ज्ञा दुनि समय'),
  },
];

/** Makes names of channels, films and series in many scripts; words repeat as they do in real lists. */
export interface Vocabulary {
  /** One word, with the script it is written in. */
  word(random: SeededRandom): string;
  /** A title of one to four words of one script. */
  title(random: SeededRandom): string;
  /** A sentence of about `words` words of one script. */
  sentence(random: SeededRandom, words: number): string;
}

function makeWords(script: Script, random: SeededRandom): string[] {
  const words = new Set<string>();
  const [least, most] = script.length;
  for (let tries = 0; words.size < script.vocabulary && tries < script.vocabulary * 4; tries += 1) {
    const count = least + random.below(most - least + 1);
    let word = '';
    for (let i = 0; i < count; i += 1) word += random.pick(script.syllables);
    words.add(script.hasCapitals ? word.charAt(0).toUpperCase() + word.slice(1) : word);
  }
  return [...words];
}

/** Words never change, and making them takes longer than a small file of them. */
const made: { readonly script: Script; readonly words: readonly string[] }[] = [];

/** Makes the words; always the same ones. */
export function createVocabulary(): Vocabulary {
  if (made.length === 0) {
    const random = createSeededRandom(0x5eed);
    made.push(...SCRIPTS.map((script) => ({ script, words: makeWords(script, random) })));
  }
  const lists = made;
  const choose = (source: SeededRandom): { script: Script; words: readonly string[] } => {
    let rest = source.next();
    return lists.find(({ script }) => (rest -= script.share) < 0) ?? { script: SCRIPTS[0] as Script, words: lists[0]?.words ?? [] };
  };
  const compose = (source: SeededRandom, count: number): string => {
    const { script, words } = choose(source);
    const parts: string[] = [];
    for (let i = 0; i < count; i += 1) parts.push(source.pickSkewed(words));
    return parts.join(script.hasSpaces ? ' ' : '');
  };
  return {
    word: (source) => compose(source, 1),
    title: (source) => compose(source, 1 + source.below(4)),
    sentence: compose,
  };
}
