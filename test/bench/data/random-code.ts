import type { SeededRandom } from '#core/base';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Letters and digits without meaning, as names of pictures are. */
export function randomCode(random: SeededRandom, length: number): string {
  let code = '';
  for (let i = 0; i < length; i += 1) code += LETTERS.charAt(random.below(LETTERS.length));
  return code;
}
