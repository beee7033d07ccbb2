/** Families that come with the product, in order. */
const OWN = 'Commissioner, "Noto Sans Arabic", "Noto Sans Devanagari"';

/** Names a text is drawn with, in order; the last is the set's own. */
export const FONT_FAMILY = `${OWN}, sans-serif`;

/**
 * Chinese and Japanese share code points but not shapes, and come with no font of the product: sets carry their own (LG,
 * then what Samsung sets, computers and phones have), which the bare `sans-serif` may take from the other language.
 */
const CHINESE = `${OWN}, "LG Smart UI SC", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
const JAPANESE = `${OWN}, "LG Smart UI JP", "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", sans-serif`;

const HAN = /[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]/;
const KANA = /[\u3040-\u30ff\u31f0-\u31ff]/;

/** The CSS families of a text. Han beside kana is Japanese; Han alone is taken for Chinese. */
export function familyOf(content: string): string {
  if (KANA.test(content)) return JAPANESE;
  return HAN.test(content) ? CHINESE : FONT_FAMILY;
}
