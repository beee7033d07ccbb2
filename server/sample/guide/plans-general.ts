import type { DayPlan, GuideDay, Stretch } from './day-plan';
import { formatItem, poolItems } from './formats';
import { shuffled } from './seeded';
import { episodeOfDay, filmBySlug, filmsOf } from './titles';
import type { GuideItem } from './programme';

const SATURDAY = 6;
const SUNDAY = 0;

/** A pool in today's order. */
export function today(day: GuideDay, pool: string): GuideItem[] {
  return shuffled(day.random, poolItems(pool, day.number));
}

/** One thing until the next stretch. */
export function only(at: string, item: GuideItem): Stretch {
  return { at, items: [item] };
}

function format(day: GuideDay, title: string): GuideItem {
  return formatItem(title, day.number);
}

/** `Nord 1`: the evening that the design mocks show, with other films at other weekdays. */
export const nordOne: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'breakfast') },
  { at: '09:00', items: today(day, 'daytime') },
  only('12:00', { ...format(day, 'Headlines'), title: 'Midday News' }),
  { at: '12:30', items: [episodeOfDay('harbour-lights', day.number, 3), ...today(day, 'daytime')] },
  only('17:00', { ...format(day, 'Regional news'), title: 'Five O’Clock News' }),
  { at: '17:25', items: today(day, 'daytime') },
  only('19:35', format(day, 'Regional news')),
  only('20:00', day.weekday === SUNDAY ? episodeOfDay('northern-hour', Math.floor(day.number / 7)) : episodeOfDay('the-ferry-islands', day.number)),
  only('21:00', { ...format(day, 'Evening Report'), title: 'Evening News', description: 'The news of the day, with sport and the weather for the coast.' }),
  only('21:30', episodeOfDay('harbour-lights', day.number)),
  { at: '22:40', items: shuffled(day.random, filmsOf(['Drama', 'Crime', 'Thriller'], 16)) },
  { at: '01:00', items: today(day, 'night') },
];

/** `Nord 2`: films, travel, late talk. */
export const nordTwo: DayPlan = (day) => [
  { at: '05:00', items: [format(day, 'Slow Start'), ...today(day, 'breakfast')] },
  { at: '08:30', items: [episodeOfDay('overland', day.number, 2), ...today(day, 'daytime')] },
  { at: '13:00', items: shuffled(day.random, filmsOf(['Comedy', 'Family', 'Romance'], 6)) },
  { at: '17:10', items: [episodeOfDay('neon-kitchen', day.number), ...today(day, 'daytime')] },
  only('19:00', format(day, 'House Swap')),
  day.weekday === SUNDAY
    ? { at: '20:05', items: [episodeOfDay('overland', Math.floor(day.number / 7)), episodeOfDay('overland', Math.floor(day.number / 7), 1)] }
    : only('20:05', day.weekday === SATURDAY ? filmBySlug('seven-summers') : (shuffled(day.random, filmsOf(['Comedy', 'Romance', 'Drama'], 12).filter((film) => film.minutes <= 120))[0] ?? filmBySlug('seven-summers'))),
  only('22:05', format(day, 'Late Talk')),
  { at: '23:00', items: shuffled(day.random, filmsOf(['Drama', 'Mystery', 'Music'], 16)) },
  { at: '02:00', items: today(day, 'night') },
];

/** A full programme of its own: news, entertainment, a film. */
export const general: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'breakfast') },
  { at: '08:00', items: today(day, 'international') },
  { at: '12:00', items: [format(day, 'World Now')] },
  { at: '12:30', items: today(day, 'daytime') },
  { at: '16:00', items: shuffled(day.random, filmsOf(['Family', 'Comedy', 'Adventure'], 12)) },
  { at: '18:30', items: today(day, 'international') },
  only('20:00', { ...format(day, 'Headlines'), title: 'News at Eight' }),
  { at: '20:15', items: day.weekday >= 5 ? today(day, 'evening') : shuffled(day.random, filmsOf([], 12)) },
  { at: '22:30', items: today(day, 'talk') },
  { at: '00:30', items: today(day, 'night') },
];

/** News around the clock; the evening as in the design mocks. */
export const news: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'news') },
  only('12:00', format(day, 'Press Room')),
  { at: '12:30', items: today(day, 'news') },
  only('19:30', format(day, 'Markets')),
  only('20:00', format(day, 'Headlines')),
  only('20:30', format(day, 'Evening Report')),
  only('21:00', day.weekday === 5 ? format(day, 'Northern Report') : format(day, 'World Tonight')),
  only('21:45', format(day, 'Weather')),
  only('22:00', format(day, 'The Interview')),
  { at: '23:00', items: today(day, 'newsNight') },
];

/** Business news. */
export const business: DayPlan = (day) => [
  { at: '05:00', items: [format(day, 'Opening Bell'), ...today(day, 'business')] },
  { at: '17:00', items: [format(day, 'Closing Bell')] },
  { at: '17:45', items: [...today(day, 'business'), ...today(day, 'talk')] },
  { at: '23:00', items: today(day, 'newsNight') },
];

/** News and portraits of the regions. */
export const regional: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'regional') },
  only('19:35', format(day, 'Regional news')),
  { at: '20:00', items: [format(day, 'County Hour'), ...today(day, 'regional')] },
  { at: '00:00', items: today(day, 'slow') },
];

/** Talk, debates, lectures. */
export const talk: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'talk') },
  only('20:00', format(day, 'Round Table')),
  { at: '21:00', items: today(day, 'talk') },
  { at: '01:00', items: today(day, 'night') },
];

/** Food. */
export const food: DayPlan = (day) => [
  { at: '05:00', items: today(day, 'food') },
  only('18:30', day.weekday === 4 ? format(day, 'Winter Kitchens') : format(day, 'Market to Table')),
  { at: '19:15', items: today(day, 'food') },
  only('20:20', episodeOfDay('neon-kitchen', day.number)),
  { at: '21:10', items: [format(day, 'The Long Table'), ...today(day, 'food')] },
  { at: '01:00', items: today(day, 'slow') },
];
