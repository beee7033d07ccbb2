import type { DayPlan } from './day-plan';
import { DERBY, fixture, warmUp } from './fixtures';
import { formatItem } from './formats';
import { only, today } from './plans-general';
import { shuffled } from './seeded';
import { episodeOfDay, filmBySlug, filmsOf } from './titles';

const SATURDAY = 6;

/** Football: a match every evening, the derby of the design mocks on Saturdays. */
export const football: DayPlan = (day) => {
  const match = day.weekday === SATURDAY && day.slug === 'arena-live' ? DERBY : fixture('football', day.random);
  return [
    { at: '05:00', items: [...today(day, 'sportTalk'), fixture('football', day.random)] },
    { at: '14:00', items: [fixture('football', day.random), ...today(day, 'sportTalk')] },
    only('18:30', warmUp(match, 105)),
    only('20:15', match),
    only('22:10', formatItem('Studio Arena', day.number)),
    { at: '23:00', items: [fixture('football', day.random), ...today(day, 'sportTalk')] },
  ];
};

/** Motor racing and ice hockey. */
export const motor: DayPlan = (day) => [
  { at: '05:00', items: [fixture('motor', day.random), ...today(day, 'sportTalk')] },
  { at: '15:00', items: [episodeOfDay('apex-line', day.number, 1), fixture('motor', day.random), ...today(day, 'sportTalk')] },
  only('19:10', formatItem('Paddock Club', day.number)),
  only('20:00', day.weekday === SATURDAY ? { ...fixture('motor', day.random), title: 'Apex Line: Night Race' } : fixture('motor', day.random)),
  only('21:30', formatItem('Paddock', day.number)),
  only('22:00', formatItem('Ice Hockey Tonight', day.number)),
  { at: '23:00', items: [episodeOfDay('apex-line', day.number), fixture('motor', day.random), ...today(day, 'sportTalk')] },
];

/** Another sport: an event in the afternoon and one in the evening. */
export function sport(kind: string): DayPlan {
  return (day) => [
    { at: '05:00', items: [...today(day, 'sportTalk'), fixture(kind, day.random)] },
    only('14:00', fixture(kind, day.random)),
    { at: '17:00', items: today(day, 'sportTalk') },
    only('19:30', fixture(kind, day.random)),
    { at: '22:30', items: [formatItem('Sport in Brief', day.number), ...today(day, 'sportTalk'), fixture(kind, day.random)] },
  ];
}

/** Films of some genres around the clock. */
export function films(genres: readonly string[], maxAge: number): DayPlan {
  return (day) => {
    const line = shuffled(day.random, filmsOf(genres, maxAge));
    const talk = today(day, 'filmTalk');
    return [
      { at: '05:00', items: [...line, ...talk] },
      { at: '20:15', items: [...line.slice().reverse(), ...talk] },
    ];
  };
}

/** `Kino Noir`: on Saturdays the evening of the design mocks. */
export const kinoNoir: DayPlan = (day) => {
  const line = shuffled(day.random, filmsOf(['Crime', 'Thriller', 'Mystery', 'Horror', 'Drama'], 18));
  const rest = [...line, ...today(day, 'filmTalk')];
  if (day.weekday !== SATURDAY) return [{ at: '05:00', items: rest }, { at: '19:50', items: rest.slice().reverse() }];
  return [
    { at: '05:00', items: rest },
    only('17:50', filmBySlug('silk-and-iron')),
    only('19:50', filmBySlug('letters-in-the-rain')),
    only('21:45', filmBySlug('marrow-lane')),
    { at: '23:40', items: rest },
  ];
};

/** Series one after the other. */
export const seriesChannel: DayPlan = (day) => {
  const slugs = shuffled(day.random, ['northern-hour', 'glass-harbour', 'harbour-lights', 'the-night-desk', 'quarter-past-never']);
  const line = slugs.flatMap((slug) => [episodeOfDay(slug, day.number * 2), episodeOfDay(slug, day.number * 2, 1)]);
  return [{ at: '05:00', items: line }, { at: '20:15', items: line.slice().reverse() }];
};

/** Children by day, very calm by night. */
export const kids: DayPlan = (day) => [
  { at: '05:00', items: [...today(day, 'kids'), episodeOfDay('tin-moon', day.number, day.slug.length), episodeOfDay('pip-and-moss', day.number, day.slug.length)] },
  { at: '12:30', items: [...shuffled(day.random, filmsOf(['Animation', 'Family'], 0)).slice(0, 2), ...today(day, 'kids')] },
  { at: '17:00', items: [...today(day, 'kids'), episodeOfDay('tin-moon', day.number, 2 + day.slug.length)] },
  only('20:00', shuffled(day.random, filmsOf(['Animation', 'Family'], 0))[0] ?? filmBySlug('paper-lions')),
  { at: '21:45', items: today(day, 'kidsNight') },
];

/** `Minimo`: as in the design mocks. */
export const minimo: DayPlan = (day) => [
  { at: '05:00', items: [...today(day, 'kids'), episodeOfDay('pip-and-moss', day.number), episodeOfDay('tin-moon', day.number)] },
  { at: '12:00', items: [...filmsOf(['Animation'], 0).slice(day.number % 3), ...today(day, 'kids')] },
  { at: '16:00', items: [...today(day, 'kids'), episodeOfDay('tin-moon', day.number, 1)] },
  only('20:30', { ...episodeOfDay('pip-and-moss', day.number, 1), minutes: 25 }),
  only('20:55', day.weekday === SATURDAY ? filmBySlug('paper-lions') : (shuffled(day.random, filmsOf(['Animation'], 0))[0] ?? filmBySlug('paper-lions'))),
  { at: '22:25', items: today(day, 'kidsNight') },
];

/** Knowledge for children and others. */
export const knowledge: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'knowledge') },
  { at: '20:15', items: [...today(day, 'knowledge'), ...today(day, 'nature')] },
  { at: '22:00', items: today(day, 'kidsNight') },
];

/** Nature all day. */
export const nature: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'nature') },
  { at: '19:30', items: [day.weekday % 2 === 0 ? episodeOfDay('canopy', day.number, day.slug.length) : episodeOfDay('bathyal', day.number, day.slug.length), ...today(day, 'nature')] },
  { at: '01:00', items: today(day, 'slow') },
];

/** `Terra`: Canopy and Bathyal in the evening. */
export const terra: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'nature') },
  only('20:00', episodeOfDay('canopy', day.number)),
  only('21:00', episodeOfDay('bathyal', day.number)),
  { at: '22:00', items: [...filmsOf(['Documentary'], 12).filter((film) => film.minutes <= 95).slice(day.number % 4), ...today(day, 'nature')] },
  { at: '01:00', items: today(day, 'slow') },
];

/** One pool by day, another from the evening on, a third by night. */
export function threeParts(byDay: string, evening: string, night: string): DayPlan {
  return (day) => [
    { at: '05:00', items: today(day, byDay) },
    { at: '20:00', items: today(day, evening) },
    { at: '00:00', items: today(day, night) },
  ];
}

/** Music all day. */
export const music: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'music') },
  { at: '20:00', items: [formatItem(day.slug === 'beat-club' ? 'Club Night' : 'Number Ones of the Year', day.number), ...today(day, 'music')] },
];

/** `Beat`: concerts in the evening. */
export const beat: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'music') },
  only('20:00', { ...filmBySlug('encore'), title: day.weekday % 2 === 0 ? 'Encore: Live from Arena Lys' : 'Encore: The Rehearsal', category: 'Music', picture: 'guide/concert.jpg', minutes: 90 }),
  only('21:30', formatItem('Midnight Mix', day.number)),
  { at: '22:30', items: today(day, 'music') },
];
