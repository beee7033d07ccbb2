import type { SeriesPlan } from './types';

/** Drama and comedy series. */
export const DRAMA_SERIES: readonly SeriesPlan[] = [
  {
    slug: 'northern-hour', name: 'Northern Hour', year: 2024, endYear: 2025, genres: ['Thriller', 'Mystery'], rating: 8.7, critics: 95, age: 16, quality: '4K',
    plot: 'Every winter, for one hour, the town’s power fails and someone goes missing. A new sheriff has eleven months to learn why.',
    art: { mock: 'northern', scene: 'peaks', pal: 'aurora', seed: 1.7, knobs: [1, 0.7, 0.4, 1], font: 'bebas-neue 400', layout: 'bottom', lines: ['Northern', 'H o u r'], ink: '#d6ffee' },
    stills: [
      { scene: 'peaks', pal: 'aurora', seed: 2.3, knobs: [1, 0.8, 0.4, 1] },
      { scene: 'forest', pal: 'slate', seed: 3.1, knobs: [0.8, 0.5, 0.8, 0.2] },
      { scene: 'sea', pal: 'night', seed: 2.2, knobs: [0.5, 0.5, 0.8, 0.5] },
      { scene: 'road', pal: 'night', seed: 4.4, knobs: [1, 0.1, 0.5, 1] },
    ],
    seasons: [
      [
        ['The New Sheriff', 52, 'Marit Aune takes the badge nobody wanted, nine days before the dark.'],
        ['Candle Count', 47, 'Each house keeps a candle for the hour. One house has two.'],
        ['What the Plough Found', 49, 'The road is cleared for the first time in weeks, and something is lying in it.'],
        ['Sixty Minutes', 55, 'The power fails. Every clock in the station stops but one.'],
        ['The Empty Chair', 46, 'A family sets the table for somebody the parish register has never heard of.'],
        ['Low Water', 48, 'The reservoir is drained for repairs. The old church is not as empty as it should be.'],
        ['Party Line', 50, 'An operator retired in 1971 remembers the call. She remembers who was listening, too.'],
        ['Second Dark', 58, 'The hour comes twice. Only one person knew it would.'],
      ],
      [
        ['First Dark', 51, 'The lights go out eleven minutes early, and the school bus does not arrive.', 's-n4'],
        ['Tree Line', 47, 'A search party finds the same tracks going in, twice.', 's-forest'],
        ['The Ferryman', 53, 'An old log book puts the sheriff’s own name on the crossing of 1994.', 's-sea'],
        ['Ice Road', 48, 'Marit drives north against orders. The radio answers in her mother’s voice.', 's-n5'],
        ['Kilometre Nine', 49, 'Two people remember the same night. Only one of them was there.', 's-road'],
        ['The Listeners', 50, 'Somebody in town has been recording the hour for thirty years.', 's-n6'],
        ['Bone Frequency', 52, 'The tapes are played backwards. They were recorded that way.', 's-n7'],
        ['The Hour', 61, 'Eleven months are up. Marit turns off the lights herself.', 's-n1'],
      ],
    ],
  },
  {
    slug: 'glass-harbour', name: 'Glass Harbour', year: 2023, endYear: 2024, genres: ['Crime', 'Drama'], rating: 8.2, critics: 89, age: 16, quality: '4K',
    plot: 'A harbour pilot brings in ships by night and the people hidden on them by dawn, until one of them recognises her.',
    art: { mock: 'glass', scene: 'city', pal: 'night', seed: 2.2, knobs: [0.6, 0.7, 0.6, 0.5], font: 'playfair-display 700', layout: 'top', lines: ['Glass', 'Harbour'], ink: '#ffffff' },
    stills: [
      { scene: 'city', pal: 'night', seed: 5.2, knobs: [0.4, 0.8, 0.6, 0.5] },
      { scene: 'sea', pal: 'slate', seed: 3.7, knobs: [0.4, 0.2, 0.7, 0.6] },
      { scene: 'bokeh', pal: 'night', seed: 1.3, knobs: [0.8, 0.8, 0.7, 0] },
    ],
    seasons: [
      [
        ['Pilot', 54, 'Vera Lindqvist knows every sandbank of the harbour and one cabin too many.'],
        ['Deadweight', 49, 'A container is logged empty. It knocks back.'],
        ['The Night Clerk', 47, 'Somebody at the port office stamps papers that were burnt a year ago.'],
        ['Slack Water', 50, 'For twenty minutes a day nothing moves. That is when they move.'],
        ['Flag of Convenience', 48, 'A ship changes its name three times between the lock and the quay.'],
        ['Bring Her In', 57, 'Vera must choose which light to leave dark.'],
      ],
      [
        ['Salvage', 52, 'The wreck is raised, and with it the only copy of the list.'],
        ['Dry Dock', 48, 'A witness is hidden in the one place the tide never reaches.'],
        ['Customs', 46, 'The new inspector cannot be bought. He can be recognised.'],
        ['The Second Harbour', 51, 'Across the water a mirror image of the port has begun to trade.'],
        ['Ballast', 49, 'What keeps a ship upright is what nobody looks at.'],
        ['Open Sea', 60, 'The last pilotage, without lights, without radio, without a crew.'],
      ],
    ],
  },
  {
    slug: 'harbour-lights', name: 'Harbour Lights', year: 2024, endYear: 2025, genres: ['Drama', 'Romance'], rating: 7.4, critics: 76, age: 6, quality: 'HD',
    plot: 'Three generations run one ferry café. The recipe for the cinnamon buns is the least of what they keep from each other.',
    art: { scene: 'sea', pal: 'rose', seed: 8.1, knobs: [0.65, 0.3, 0.4, 0.6], font: 'dm-serif-display 400', layout: 'top', lines: ['Harbour', 'Lights'], ink: '#ffeede', motif: ['lighthouse', 0.78, 0.6, 0.3, '#1a0814'] },
    stills: [
      { scene: 'sea', pal: 'rose', seed: 4.2, knobs: [0.4, 0.4, 0.4, 0.6] },
      { scene: 'city', pal: 'rose', seed: 3.3, knobs: [0.3, 0.7, 0.7, 0.6] },
      { scene: 'bokeh', pal: 'rose', seed: 2.4, knobs: [0.7, 0.7, 0.3, 0] },
    ],
    seasons: [
      [
        ['First Ferry', 44, 'Ida comes home for a funeral and finds herself behind the counter by noon.'],
        ['The Blue Cup', 43, 'A guest orders from a menu that was thrown away in 1988.'],
        ['Spring Tide', 45, 'The cellar floods, and floats up a box of letters.'],
        ['Engaged', 42, 'Somebody proposes at table four. It is the wrong somebody.'],
        ['Out of Season', 44, 'Nobody comes for a week. Then everybody does.'],
        ['The Bun Affair', 43, 'A rival café opens with a very familiar smell.'],
        ['Storm Warning', 46, 'With the ferry stuck, forty strangers spend the night among the chairs.'],
        ['Last Orders', 48, 'Three signatures are needed to sell. Two have been given.'],
      ],
    ],
  },
  {
    slug: 'the-night-desk', name: 'The Night Desk', year: 2025, endYear: 2025, genres: ['Drama', 'Thriller'], rating: 7.9, critics: 87, age: 12, quality: '4K',
    plot: 'Between midnight and six a city newsroom is three people and one telephone. What they print is true by breakfast.',
    art: { scene: 'studio', pal: 'slate', seed: 3.2, knobs: [0.7, 0.5, 0, 0], font: 'archivo-black 400', layout: 'band', lines: ['The Night', 'Desk'], ink: '#0a1218' },
    stills: [
      { scene: 'studio', pal: 'slate', seed: 1.2, knobs: [0.3, 0.7, 0, 0] },
      { scene: 'city', pal: 'slate', seed: 6.1, knobs: [0.7, 0.9, 0.4, 0.4] },
      { scene: 'bokeh', pal: 'slate', seed: 5.4, knobs: [0.9, 0.6, 0.9, 0] },
    ],
    seasons: [
      [
        ['Slug', 48, 'A headline arrives before the event.'],
        ['Correction', 46, 'The paper apologises to a man who has not been born yet, according to his lawyer.'],
        ['Above the Fold', 50, 'Two front pages, one press, eleven minutes.'],
        ['Source', 47, 'The voice on the telephone has a key to the building.'],
        ['Embargo', 49, 'Everyone on the desk knows. Nobody may say so until six.'],
        ['Final Edition', 55, 'The lights go out on the fourth floor, and the paper comes out all the same.'],
      ],
    ],
  },
  {
    slug: 'quarter-past-never', name: 'Quarter Past Never', year: 2023, endYear: 2025, genres: ['Comedy', 'Science fiction'], rating: 8.0, critics: 91, age: 12, quality: '4K',
    plot: 'The staff of a lost property office for things mislaid in time try not to read the labels with their own names.',
    art: { scene: 'grid', pal: 'candy', seed: 2.1, knobs: [0.5, 0.8, 0.6, 0], font: 'unbounded 700', layout: 'top', lines: ['Quarter', 'Past', 'Never'], ink: '#5b3a8c', motif: ['clock', 0.5, 0.66, 0.3, '#5b3a8c'] },
    stills: [
      { scene: 'grid', pal: 'violet', seed: 3.2, knobs: [0.5, 0.6, 0.6, 0] },
      { scene: 'lines', pal: 'violet', seed: 1.9, knobs: [0.8, 0.5, 0, 0] },
      { scene: 'cubes', pal: 'candy', seed: 2.7, knobs: [0.5, 0.4, 0, 0] },
    ],
    seasons: [
      [
        ['Form 12b', 27, 'A customer reports the loss of next Thursday.'],
        ['Umbrella, Black, 1911', 26, 'It was left on a tram. So was its owner.'],
        ['The Spare Hour', 28, 'Clocks go back, and the office has to store what is left over.'],
        ['Do Not Shake', 25, 'A parcel is ticking in a way that only old people can hear.'],
        ['Staff Outing', 29, 'They agree on a place. The date is the problem.'],
        ['Found', 31, 'Somebody hands in the head of department.'],
      ],
      [
        ['Unclaimed', 27, 'After a year and a day things belong to the finder. It has been a year and a day.'],
        ['The Other Branch', 28, 'A rival office opens five minutes ago.'],
        ['Queue', 26, 'Everyone in line is the same person. They do not get along.'],
        ['Lost Luggage', 27, 'A suitcase full of Sundays.'],
        ['Inventory', 30, 'They count everything. There is one too few of them.'],
        ['Closing Time', 34, 'The last label has been written. It only needs to be read.'],
      ],
    ],
  },
];
