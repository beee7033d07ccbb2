const LONGEST_NAME = 60;

/** What a device calls itself, as phone pages show it: one short line, no control characters. */
export function deviceNameOf(said: string): string {
  const name = said.replace(/[\p{C}\s]+/gu, ' ').trim().slice(0, LONGEST_NAME);
  return name === '' ? 'Television' : name;
}
