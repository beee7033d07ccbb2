/**
 * `KeyboardEvent.key` for the codes a desktop engine knows; television-only codes (461, 10009, 403 …) have none, as on the
 * sets. App and tests go by `keyCode`.
 */
const NAMES: Readonly<Record<number, string>> = {
  8: 'Backspace',
  9: 'Tab',
  13: 'Enter',
  27: 'Escape',
  32: ' ',
  33: 'PageUp',
  34: 'PageDown',
  35: 'End',
  36: 'Home',
  37: 'ArrowLeft',
  38: 'ArrowUp',
  39: 'ArrowRight',
  40: 'ArrowDown',
  46: 'Delete',
};

/** Name of a key code, or an empty text. */
export function keyName(keyCode: number): string {
  if (keyCode >= 48 && keyCode <= 57) return String.fromCharCode(keyCode);
  if (keyCode >= 65 && keyCode <= 90) return String.fromCharCode(keyCode).toLowerCase();
  return NAMES[keyCode] ?? '';
}
