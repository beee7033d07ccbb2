import type { WireCategory, WireChannel, WireGuide, WireProgramme } from '#core/wire';
import type { ArtAddress } from './sample-titles';

/** Categories of the Live TV mock. */
export const SAMPLE_CHANNEL_CATEGORIES: readonly WireCategory[] = [
  'Sport',
  'News',
  'Films',
  'Kids',
  'Nature',
  'Music',
  'International',
].map((name) => ({
  id: name.toLowerCase(),
  name,
  isAdult: false,
}));

/** One evening of a channel: `HH:MM title`, in order; the last line is only an end. */
interface Evening {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly archiveDays: number;
  readonly programmes: readonly string[];
  /** Genre, description and picture of the running programme. */
  readonly now?: readonly [category: string, description: string, picture: string];
}

const EVENINGS: readonly Evening[] = [
  {
    number: 101,
    id: 'nord1',
    name: 'Nord 1 HD',
    category: 'international',
    archiveDays: 0,
    programmes: ['19:00 Harbour Lights', '20:00 The Ferry Islands', '21:00 Evening News', '21:30 Weather', '21:45'],
  },
  {
    number: 102,
    id: 'nord2',
    name: 'Nord 2 HD',
    category: 'films',
    archiveDays: 7,
    programmes: ['19:15 Garden Year', '20:05 Seven Summers', '22:05 Late Talk', '23:00'],
  },
  {
    number: 103,
    id: 'arena',
    name: 'Arena Live',
    category: 'sport',
    archiveDays: 7,
    programmes: ['19:30 Studio Arena', '20:15 Halden FC v Real Sorolla', '22:10 Studio Arena', '23:00'],
    now: [
      'Football',
      'The league leaders travel north for the first time in six years. Commentary by Elsa Dahl and Tomas Iriarte.',
      's-derby.jpg',
    ],
  },
  {
    number: 104,
    id: 'arena2',
    name: 'Arena Max',
    category: 'sport',
    archiveDays: 7,
    programmes: ['18:30 Warm-up Lap', '20:00 Apex Line: Night Race', '21:30 Paddock', '22:30'],
  },
  {
    number: 105,
    id: 'pulse',
    name: 'Pulse 24',
    category: 'news',
    archiveDays: 0,
    programmes: ['20:00 Markets', '20:30 Evening Report', '21:00 World Tonight', '22:00'],
    now: ['News', 'What happened today, and why.', 's-news.jpg'],
  },
  {
    number: 106,
    id: 'kino',
    name: 'Kino Noir',
    category: 'films',
    archiveDays: 0,
    programmes: ['18:10 Marrow Lane', '19:50 Letters in the Rain', '20:55 Short Cuts', '21:45 Marrow Lane', '23:20'],
  },
  {
    number: 107,
    id: 'terra',
    name: 'Terra',
    category: 'nature',
    archiveDays: 7,
    programmes: ['19:00 Ice Edge', '20:00 Canopy', '21:00 Bathyal', '22:00'],
    now: ['Nature', 'A year above the forest floor.', 's-canopy.jpg'],
  },
  {
    number: 108,
    id: 'minimo',
    name: 'Minimo',
    category: 'kids',
    archiveDays: 0,
    programmes: ['20:00 Bedtime Band', '20:30 Pip & Moss', '20:55 Paper Lions', '22:20'],
  },
  {
    number: 109,
    id: 'beat',
    name: 'Beat HD',
    category: 'music',
    archiveDays: 0,
    programmes: ['19:00 Charts', '20:00 Encore: Live from Arena Lys', '21:30 Midnight Mix', '23:30'],
    now: ['Music', 'Two stages, one night.', 's-encore.jpg'],
  },
  {
    number: 110,
    id: 'mesa',
    name: 'Sobremesa',
    category: 'international',
    archiveDays: 3,
    programmes: ['19:30 Market Day', '20:20 Neon Kitchen', '21:10 Table for Six', '22:00'],
    now: ['Food', 'Street food after dark.', 's-neon.jpg'],
  },
];
/** Channels without a guide that make the list long. */
const MORE_CHANNELS = 32;

/** Channels 101 to 110 of the mocks, then numbers and names only from 201 on. */
export function sampleChannels(art: ArtAddress): readonly WireChannel[] {
  const named = EVENINGS.map(({ number, id, name, category, archiveDays }) => ({
    id,
    number,
    name,
    logo: art(`ch-${id}.png`),
    categoryIds: [category],
    guideKey: id,
    isRadio: false,
    isAdult: false,
    archiveDays,
  }));
  const more = Array.from({ length: MORE_CHANNELS }, (_unused, index) => ({
    id: `w${String(index + 1)}`,
    number: 201 + index,
    name: `World ${String(index + 1)}`,
    logo: '',
    categoryIds: ['international'],
    guideKey: '',
    isRadio: false,
    isAdult: false,
    archiveDays: 0,
  }));
  return named.concat(more);
}

/** The evening of every channel, on the day `midnightMs` (local) begins. */
export function sampleGuide(midnightMs: number, nowMs: number, art: ArtAddress): WireGuide {
  const at = (text: string): number => midnightMs + (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * 60_000;
  const programmes: Record<string, readonly WireProgramme[]> = {};
  for (const { id, programmes: lines, now } of EVENINGS) {
    programmes[id] = lines.slice(0, -1).map((line, index): WireProgramme => {
      const [startMs, stopMs] = [at(line), at(lines[index + 1] ?? '24:00')];
      const isNow = startMs <= nowMs && nowMs < stopMs && now !== undefined;
      return [startMs, stopMs, line.slice(6), '', isNow ? now[1] : '', isNow ? now[0] : '', isNow ? art(now[2]) : '', -1];
    });
  }
  return { revision: 'sample', programmes };
}
