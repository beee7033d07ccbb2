import type { GuideItem } from './programme';
import { pick, type Seeded } from './seeded';

const CLUBS: readonly string[] = [
  'Halden FC', 'Real Sorolla', 'Union Aldermoor', 'Sporting Marisma', 'Kestrel Town', 'SK Nordhavn', 'Athletic Verano', 'Lys Rovers', 'FC Brenner', 'Dynamo Ostrana', 'Porto Sereno', 'Harbour City',
];
const ICE_CLUBS: readonly string[] = ['Tromvik Wolves', 'Aldermoor Saints', 'EHC Brenner', 'Polar Lynx', 'Nordhavn Icebreakers', 'Ostrana Bears'];
const PLAYERS: readonly string[] = ['I. Castellan', 'M. Wikander', 'A. Nordahl', 'Y. Tanabe', 'C. Quiroga', 'F. Haddad', 'R. Okoro', 'S. Mikkelsen'];
const CIRCUITS: readonly string[] = ['Night Race', 'Harbour Circuit', 'Salt Flats', 'Mountain Pass', 'Old Airfield', 'Coastal Ring'];
const STAGES: readonly string[] = ['Sorolla to Lys', 'over the Brenner Wall', 'the Aldermoor time trial', 'along the Ferry Coast', 'the Nine Passes'];

function pair(random: Seeded, names: readonly string[]): readonly [string, string] {
  const home = pick(random, names);
  return [home, pick(random, names.filter((name) => name !== home))];
}

function event(title: string, minutes: number, category: string, picture: string, description: string): GuideItem {
  return { title, subtitle: '', description, category, picture: `guide/${picture}.jpg`, age: -1, minutes };
}

/** The match that the design mocks show. */
export const DERBY: GuideItem = event(
  'Halden FC v Real Sorolla', 115, 'Football', 'football',
  'The league leaders travel north for the first time in six years. Commentary by Elsa Dahl and Tomas Iriarte.',
);

/** A sporting event of a kind; the same generator state gives the same event. */
export function fixture(sport: string, random: Seeded): GuideItem {
  if (sport === 'football') {
    const [home, away] = pair(random, CLUBS);
    const reason = pick(random, ['Third plays fourth, and both need the points.', 'The return leg, after a very long first one.', 'Two teams without a win since autumn.', 'A full house, and rain by half-time.']);
    return event(`${home} v ${away}`, 115, 'Football', random() < 0.5 ? 'football' : 'football-night', `${reason} Commentary by Elsa Dahl and Tomas Iriarte.`);
  }
  if (sport === 'ice') {
    const [home, away] = pair(random, ICE_CLUBS);
    return event(`${home} v ${away}`, 150, 'Ice hockey', 'ice', 'The old rivalry, in the old hall. Three periods and whatever it takes.');
  }
  if (sport === 'tennis') {
    const [first, second] = pair(random, PLAYERS);
    return event(`${first} v ${second}`, 140, 'Tennis', 'tennis', 'Centre court, best of three, with a roof if it must be.');
  }
  if (sport === 'cycling') return event(`Grand Tour: ${pick(random, STAGES)}`, 180, 'Cycling', 'cycling', 'A hundred and eighty kilometres, two climbs, one flat tyre at the wrong moment.');
  const circuit = pick(random, CIRCUITS);
  return event(`Apex Line: ${circuit}`, 90, 'Motor racing', 'race', 'Qualifying is done; twelve cars, forty laps, floodlights.');
}

/** The programme before a match. */
export function warmUp(match: GuideItem, minutes: number): GuideItem {
  return { ...match, title: `Warm-up: ${match.title}`, description: 'Line-ups, memories, and a look at the grass.', minutes };
}
