/** Whether `npm run test:long` runs. */
export const IS_LONG = process.env['CONTRACTS'] === 'long';

/** How often a test that draws its cases by chance does so: `usual` times in `npm test`, `long` times in `npm run test:long`. */
export function rounds(usual: number, long: number): number {
  return IS_LONG ? long : usual;
}
