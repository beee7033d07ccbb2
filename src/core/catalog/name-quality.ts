/** Longer names are not looked through to their end. */
const MAX_NAME = 300;
const MARK = /(?:^|[\s[(|._-])(4k|uhd|2160p|fhd|1080p|hd|720p|sd|480p)(?=$|[\s\])|._-])/i;

/** `4K`, `FHD`, `HD`, `SD` when a word of the name says so, else `""`. */
export function qualityOfName(name: string): string {
  const word = (MARK.exec(name.slice(0, MAX_NAME))?.[1] ?? '').toLowerCase();
  if (word === '4k' || word === 'uhd' || word === '2160p') return '4K';
  if (word === 'fhd' || word === '1080p') return 'FHD';
  if (word === 'hd' || word === '720p') return 'HD';
  return word === '' ? '' : 'SD';
}
