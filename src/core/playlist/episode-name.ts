/** A row's name taken apart. */
export interface EpisodeName {
  /** The series; empty if the name is nothing but the mark. */
  readonly show: string;
  readonly season: number;
  readonly number: number;
  /** What follows the mark; may be empty. */
  readonly title: string;
}

/** Names are cut here: the patterns take quadratic time on long runs of separators. */
const MAX_NAME = 300;

const PATTERNS: readonly RegExp[] = [
  /^(.*?)[\s._-]*\bS(\d{1,4})[\s._-]*E(?:P\.?)?[\s._-]?(\d{1,5})(?!\d)[\s._:|-]*(.*)$/i,
  /^(.*?)[\s._-]*\b(\d{1,2})x(\d{2,4})\b[\s._:|-]*(.*)$/i,
  /^(.*?)[\s._-]*\b(?:season|staffel|saison|temporada|stagione|sezon|الموسم)\s*(\d{1,3})[\s,._-]*(?:episode|folge|[ée]pisode|episodio|cap[ií]tulo|b[öo]l[üu]m|الحلقة)\s*(\d{1,5})\b[\s._:|-]*(.*)$/i,
];

/** Takes `Show S01E02 Title`, `Show 1x02`, `Show Season 1 Episode 2` (several languages) apart; `null` without a mark. */
export function parseEpisodeName(name: string): EpisodeName | null {
  const text = name.slice(0, MAX_NAME);
  for (const pattern of PATTERNS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const show = (match[1] ?? '').replace(/[\s._:|([-]+$/, '').trim();
    return { show, season: Number(match[2]), number: Number(match[3]), title: (match[4] ?? '').replace(/^[\])]\s*/, '').trim() };
  }
  return null;
}

/** A film's name without a year at its end, and the year; 0 without one. */
export function splitYear(name: string): { readonly name: string; readonly year: number } {
  const match = /^(.*\S)\s*[([](19\d{2}|20\d{2})[)\]]\s*(.*)$/.exec(name.slice(0, MAX_NAME));
  if (match === null) return { name, year: 0 };
  const rest = match[3] ?? '';
  return { name: rest === '' ? (match[1] ?? name) : `${match[1] ?? ''} ${rest}`, year: Number(match[2]) };
}
