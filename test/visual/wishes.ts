import { SCENES } from './gallery/scenes';

/** Looks a screen must also have beside English, dark and normal text. */
const VARIANTS: readonly string[] = [
  ...['home', 'live', 'movie', 'settings', 'sign-in'].flatMap((name) => [`${name}:de`, `${name}:ar`]),
  'sign-in-own:de',
  'transfer:de',
  'tour-languages:de',
  'tour-again:de:large',
  'tour-again:ar',
  'checkout-waiting:de',
  'checkout-waiting:ar',
  'home:high',
  'live:high',
  'guide:de',
  'guide:ar',
  'guide:high',
  'guide:de:large',
  'movie:de:large',
  // One of each further script; Chinese is drawn with the machine's font (docs/decisions/0020).
  'settings:hi',
  'live:ru',
  'guide:pl',
];

/** Every picture there is to certify, as `takePicture` understands it. */
export const WISHES: readonly string[] = [...Object.keys(SCENES), ...VARIANTS];

/** File name of a picture, without ending. */
export function pictureName(wish: string): string {
  return wish.replace(/:/g, '-');
}
