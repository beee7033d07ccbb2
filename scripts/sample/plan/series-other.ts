import type { SeriesPlan } from './types';

/** Series for children, documentaries, food, travel and sport. */
export const OTHER_SERIES: readonly SeriesPlan[] = [
  {
    slug: 'pip-and-moss', name: 'Pip & Moss', year: 2023, endYear: 2025, genres: ['Animation', 'Family'], rating: 8.4, critics: 96, age: 0, quality: 'HD',
    plot: 'One is loud, one is soft, and between them they have one pair of rain boots.',
    art: { mock: 'pip', scene: 'paper', pal: 'spring', seed: 1.2, knobs: [0.6, 0.5, 0.4, 0.7], font: 'lilita-one 400', layout: 'top', lines: ['Pip & Moss'], ink: '#ffffff' },
    stills: [
      { scene: 'paper', pal: 'spring', seed: 2.1, knobs: [0.6, 0.5, 0.4, 0.7] },
      { scene: 'paper', pal: 'candy', seed: 3.4, knobs: [0.8, 0.4, 0.5, 0.3] },
      { scene: 'fields', pal: 'spring', seed: 1.7, knobs: [0.5, 0.6, 0, 0] },
    ],
    seasons: [
      [
        ['The Puddle', 11, 'It is only a small puddle. It is somebody’s sea.'],
        ['Half a Biscuit', 11, 'Which half is the bigger half?'],
        ['The Long Nap', 11, 'Moss cannot sleep, so Pip shows how it is done. All day.'],
        ['A Hat for the Hill', 11, 'The hill is cold. It needs a very large hat.'],
        ['Quiet Please', 11, 'A bird has asked them to whisper. Pip has never whispered.'],
        ['The Wrong Boot', 11, 'Left is left, right is right, and one is up a tree.'],
      ],
      [
        ['The Loud Cloud', 11, 'A thundercloud is looking for a friend who does not mind.'],
        ['Moss Says No', 11, 'It is a good word, and Moss has just found it.'],
        ['Moon Soup', 11, 'The moon is in the bucket. Who wants the last spoonful?'],
        ['Lost and Pound', 11, 'They lose the same thing twice and find it three times.'],
        ['The Visitor', 11, 'A suitcase moves in. Nobody came with it.'],
        ['Goodnight, Boots', 11, 'Everything in the house gets a bedtime story, so it takes a while.'],
      ],
    ],
  },
  {
    slug: 'tin-moon', name: 'Tin Moon', year: 2025, endYear: 2025, genres: ['Animation', 'Family', 'Adventure'], rating: 7.8, critics: 88, age: 0, quality: '4K',
    plot: 'A robot who tidies the moon finds a footprint that is not on the list.',
    art: { scene: 'planet', pal: 'candy', seed: 2.6, knobs: [0, 0.35, 0.3, 0.9], font: 'fredoka 700', layout: 'bottom', lines: ['Tin Moon'], ink: '#fff5d6', motif: ['rocket', 0.28, 0.3, 0.22, '#fff5d6'] },
    stills: [
      { scene: 'planet', pal: 'candy', seed: 1.1, knobs: [0, 0.5, 0.4, 0.8] },
      { scene: 'nebula', pal: 'candy', seed: 3.1, knobs: [0.4, 1, 0.3, 0.2] },
      { scene: 'paper', pal: 'dusk', seed: 2.2, knobs: [0.5, 0.4, 0.8, 0.6] },
    ],
    seasons: [
      [
        ['Item 4,001', 14, 'Tin counts everything on the moon every day. Today there is one more.'],
        ['The Left Foot', 13, 'A footprint needs an owner, and the owner needs a shoe.'],
        ['Dust Day', 14, 'Once a year it snows upwards.'],
        ['Message in a Crater', 13, 'Somebody has been writing in very large letters.'],
        ['The Dark Side', 15, 'It is not dark, it is only shy.'],
        ['Full', 16, 'When the moon is full there is simply no more room.'],
      ],
    ],
  },
  {
    slug: 'neon-kitchen', name: 'Neon Kitchen', year: 2024, endYear: 2025, genres: ['Food', 'Documentary'], rating: 7.7, critics: 84, age: 0, quality: '4K',
    plot: 'Twelve cities, twelve kitchens that only open after midnight, and the people who eat there because they have nowhere better to be.',
    art: { mock: 'neon', scene: 'brick', pal: 'neon', seed: 1.2, knobs: [0.7, 0, 0, 0], font: 'tilt-neon 400', layout: 'top', lines: ['Neon', 'Kitchen'], ink: '#ff7ac0' },
    stills: [
      { scene: 'brick', pal: 'neon', seed: 2.2, knobs: [0.3, 0, 0, 0] },
      { scene: 'bokeh', pal: 'neon', seed: 3.1, knobs: [0.8, 0.8, 0.6, 0] },
      { scene: 'city', pal: 'neon', seed: 4.2, knobs: [0.6, 1, 0.6, 0.3] },
    ],
    seasons: [
      [
        ['Broth', 42, 'A pot that has not been empty since 1964.', 's-neon'],
        ['Night Shift', 41, 'Eleven bakers, one oven, four in the morning.'],
        ['Fire and Ice', 43, 'A fish market opens at two and is gone by five.'],
        ['The Cart', 40, 'He has been moved on nine hundred times. The queue always finds him.'],
      ],
      [
        ['Second Helping', 42, 'A grandson comes back to change one thing on the menu.'],
        ['Under the Line', 41, 'Dinner for the people who repair the railway.'],
        ['Sweet Hour', 40, 'Everything here is fried, and everybody is happy.'],
        ['Last Orders', 44, 'The lease is up. They cook until the landlord sits down.'],
      ],
    ],
  },
  {
    slug: 'canopy', name: 'Canopy', year: 2024, endYear: 2024, genres: ['Nature', 'Documentary'], rating: 8.3, critics: 93, age: 0, quality: '4K',
    plot: 'A year in the top forty metres of six forests, filmed from ropes, balloons and one very patient drone.',
    art: { mock: 'canopy', scene: 'forest', pal: 'spring', seed: 1.5, knobs: [0, 0.8, 0.8, 0.9], font: 'outfit 700', layout: 'bottom', lines: ['canopy'], ink: '#ffffff' },
    stills: [
      { scene: 'forest', pal: 'spring', seed: 2.5, knobs: [0.3, 0.8, 0.8, 0.9] },
      { scene: 'forest', pal: 'moss', seed: 3.5, knobs: [0.5, 0.7, 0.7, 0.7] },
      { scene: 'clouds', pal: 'spring', seed: 2.1, knobs: [0.6, 0.4, 0.3, 0.3] },
    ],
    seasons: [
      [
        ['The First Leaf', 50, 'Spring climbs a tree at forty centimetres an hour.', 's-canopy'],
        ['Rain That Never Lands', 49, 'High up, a whole world drinks before the ground gets wet.'],
        ['The Night Shift', 51, 'When the birds go to bed, the other half of the forest gets up.'],
        ['Storm', 52, 'What falls, what holds, and who moves in the next morning.'],
        ['Winter Light', 50, 'With the leaves gone, everything is a lookout.'],
      ],
    ],
  },
  {
    slug: 'bathyal', name: 'Bathyal', year: 2025, endYear: 2025, genres: ['Nature', 'Documentary'], rating: 8.5, critics: 97, age: 0, quality: '4K',
    plot: 'Between one and four thousand metres there is no day. This is what happens there instead.',
    art: { mock: 'bathyal', scene: 'deep', pal: 'deepsea', seed: 1.7, knobs: [0.9, 0.7, 0.9, 0.6], font: 'cinzel 400', layout: 'bottom', lines: ['Bathyal'], ink: '#d9f6ff' },
    stills: [
      { scene: 'deep', pal: 'deepsea', seed: 2.2, knobs: [0.8, 0.6, 0.8, 0.5] },
      { scene: 'deep', pal: 'teal', seed: 3.3, knobs: [0.3, 0.9, 0.7, 0.3] },
      { scene: 'deep', pal: 'night', seed: 4.4, knobs: [0.1, 0.4, 0.4, 0.7] },
    ],
    seasons: [
      [
        ['The Falling Snow', 52, 'Everything the upper sea forgets comes down here, very slowly.'],
        ['Own Light', 51, 'Three in four animals carry a lamp. Most of them lie with it.'],
        ['Pressure', 50, 'How to be a fish under four hundred atmospheres.'],
        ['The Long Way Up', 54, 'The greatest journey of animals on earth takes place every evening.'],
      ],
    ],
  },
  {
    slug: 'apex-line', name: 'Apex Line', year: 2023, endYear: 2025, genres: ['Sport', 'Documentary'], rating: 7.9, critics: 82, age: 6, quality: '4K',
    plot: 'Inside the smallest team of the night-racing championship: nine people, one spare engine, no spare driver.',
    art: { mock: 'apex', scene: 'rush', pal: 'violet', seed: 1.4, knobs: [0.8, 0.8, 0, 0], font: 'anton 400', layout: 'bottom', lines: ['Apex', 'Line'], ink: '#ffffff' },
    stills: [
      { scene: 'rush', pal: 'violet', seed: 2.4, knobs: [0.8, 0.7, 0, 0] },
      { scene: 'rush', pal: 'pop', seed: 3.4, knobs: [0.7, 0.6, 0, 0] },
      { scene: 'road', pal: 'violet', seed: 2.9, knobs: [1, 0.2, 0.6, 1] },
    ],
    seasons: [
      [
        ['Grid', 45, 'The money is here. The car is in a container somewhere off Malta.'],
        ['Box, Box', 44, 'A stop of two seconds, practised four hundred times.'],
        ['Blue Flags', 46, 'What it is like to be overtaken by everybody you know.'],
        ['Points', 47, 'One of them would be enough.'],
      ],
      [
        ['Silly Season', 45, 'Their driver is wanted everywhere, which is new.'],
        ['Wet Race', 46, 'Nobody can see anything, and they are suddenly fourth.'],
        ['Parc Fermé', 44, 'The car is sealed. Somebody remembers the spanner.'],
        ['Night Race', 49, 'Last round, last tyres, last lap.'],
      ],
    ],
  },
  {
    slug: 'the-ferry-islands', name: 'The Ferry Islands', year: 2024, endYear: 2024, genres: ['Travel', 'Documentary'], rating: 7.6, critics: 85, age: 0, quality: 'HD',
    plot: 'Seven islands, one boat, and everything that has to be carried across: post, sheep, a piano, a bride.',
    art: { scene: 'sea', pal: 'ice', seed: 3.3, knobs: [0.3, 0.6, 0.6, 0.6], font: 'josefin-sans 600', layout: 'top', lines: ['The Ferry', 'Islands'], ink: '#123052', motif: ['boat', 0.36, 0.55, 0.26, '#0e2442'] },
    stills: [
      { scene: 'sea', pal: 'ice', seed: 4.1, knobs: [0.6, 0.6, 0.5, 0.6] },
      { scene: 'peaks', pal: 'storm', seed: 3.1, knobs: [0, 0.4, 0.5, 0] },
      { scene: 'fields', pal: 'storm', seed: 2.4, knobs: [0.3, 0.4, 0, 0] },
    ],
    seasons: [
      [
        ['Monday’s Island', 46, 'Two houses, four hundred puffins and a parliament.'],
        ['The Piano', 45, 'It weighs three hundred kilos and the jetty does not.'],
        ['Sheep Day', 47, 'They swim one way only.'],
        ['The Lighthouse Sisters', 46, 'They have not spoken since the lamp went automatic, and cook for each other daily.'],
        ['Fog', 45, 'A crossing of twenty minutes takes nineteen hours.'],
        ['Sunday’s Island', 48, 'Everybody goes to the wedding. Everybody.'],
      ],
    ],
  },
  {
    slug: 'overland', name: 'Overland', year: 2022, endYear: 2024, genres: ['Travel', 'Adventure'], rating: 7.5, critics: 80, age: 0, quality: '4K',
    plot: 'From one ocean to the other without leaving the ground, by whatever goes that way on that day.',
    art: { scene: 'road', pal: 'sand', seed: 4.6, knobs: [1, 0.5, 0.6, 0], font: 'staatliches 400', layout: 'giant', lines: ['Over', 'land'], ink: '#fff6dd' },
    stills: [
      { scene: 'road', pal: 'sand', seed: 2.6, knobs: [1, 0.3, 0.6, 0] },
      { scene: 'dunes', pal: 'sand', seed: 3.6, knobs: [0.5, 0.6, 0.5, 0.3] },
      { scene: 'peaks', pal: 'ice', seed: 5.6, knobs: [0, 0.8, 0.5, 0] },
      { scene: 'fields', pal: 'gold', seed: 1.6, knobs: [0.6, 0.3, 0, 0] },
    ],
    seasons: [
      [
        ['Zero Metres', 48, 'It starts with wet boots and a bicycle that belongs to a priest.'],
        ['The Bread Train', 47, 'It stops wherever somebody is hungry.'],
        ['Two Borders', 49, 'A bridge with an office at each end and a picnic in the middle.'],
        ['The Plateau', 50, 'Four days without a corner.'],
      ],
      [
        ['Sand', 49, 'The road is moved every spring. This is spring.'],
        ['The Mail Lorry', 47, 'There is one seat, and it is already a goat’s.'],
        ['Passes', 50, 'Nine of them, each the highest so far.'],
        ['The Other Ocean', 52, 'Wet boots again.'],
      ],
    ],
  },
];
