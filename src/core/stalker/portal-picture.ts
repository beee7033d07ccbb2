import { originOf } from './portal-address';

/**
 * A picture's whole address; portals also name files of theirs and paths on their host. `root` ends with a slash, `folder` is where files
 * without a path stand. `""` for what is no picture.
 */
export function pictureAddress(text: string, root: string, folder: string): string {
  const trimmed = text.trim();
  if (/^https?:\/\//i.test(trimmed)) return trimmed;
  if (trimmed.indexOf('//') === 0) return `http:${trimmed}`;
  if (trimmed === '' || /^[a-z]+:|\s/i.test(trimmed)) return '';
  if (trimmed.charAt(0) === '/') return originOf(root) + trimmed;
  // Without an extension it is a number or a word, no file.
  return /\.[a-z]{3,4}$/i.test(trimmed) ? root + (trimmed.indexOf('/') < 0 ? folder : '') + trimmed : '';
}
