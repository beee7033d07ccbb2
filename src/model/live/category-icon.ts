/** Words of category names in the languages providers use most, by icon. Checked in order. */
const WORDS: ReadonlyArray<readonly [icon: string, words: RegExp]> = [
  ['sport', /sport|football|soccer|fußball|fussball|deporte|calcio|رياض/i],
  ['news', /news|nachricht|noticia|info|notizie|أخبار|اخبار/i],
  ['kids', /kid|child|kinder|infantil|enfant|bambin|cartoon|أطفال|اطفال/i],
  ['music', /music|musik|música|musique|radio|موسيق/i],
  ['nature', /nature|natur|document|doku|wildlife|وثائق|طبيعة/i],
  ['film', /film|movie|cinema|kino|serie|drama|أفلام|افلام|مسلسل/i],
  ['globe', /international|world|welt|mundo|monde|عالم|دولي/i],
];

/** The icon hint of a category by its name; `folder` when nothing fits. */
export function categoryIcon(name: string): string {
  for (const [icon, words] of WORDS) if (words.test(name)) return icon;
  return 'folder';
}
