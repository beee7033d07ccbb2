import type { FormatPools } from './formats';

/** Nature, music, sport magazines, film magazines, international, radio. */
export const CULTURE_FORMATS: FormatPools = {
  nature: {
    category: 'Nature',
    formats: [
      ['Tide Tables', 50, 'ocean', -1, 'Twice a day the sea changes its mind.', 'Life between the lines of high and low water.'],
      ['The Patient Heron', 45, 'forest', -1, 'A year on one riverbank.'],
      ['Reef Diaries', 50, 'reef', -1, 'A coral spawns on one night. The crew has been waiting for it for eleven months.'],
      ['Sand and Thorn', 50, 'savanna', -1, 'How to live on dew.'],
      ['Small Giants', 30, 'forest', -1, 'Beetles that move mountains, one crumb at a time.'],
      ['Wolf Winter', 55, 'summit', 6, 'A pack crosses three borders and a motorway.'],
      ['Islands of Birds', 50, 'island', -1, 'Standing room only, from April to July.'],
      ['Under the Ice', 50, 'reef', -1, 'A hole, a rope, a camera, ninety minutes.'],
    ],
  },
  mountain: {
    category: 'Mountain',
    formats: [
      ['Rope Team', 50, 'summit', -1, 'Three climbers, two ropes, one forecast.'],
      ['Hut Life', 30, 'summit', -1, 'Soup for eighty at two thousand nine hundred metres.'],
      ['First Tracks', 45, 'summit', -1, 'Up in the dark, down with the sun.'],
      ['The Rescue Log', 50, 'summit', 12, 'Twelve call-outs, one weekend.'],
      ['Old Paths', 45, 'forest', -1, 'Where salt, cheese and gossip crossed the Alps.'],
      ['High Pastures', 45, 'savanna', -1, 'A hundred and four cows, all with names.'],
    ],
  },
  slow: {
    category: 'Slow TV',
    formats: [
      ['The Ferry, Uncut', 180, 'ocean', -1, 'A crossing in real time. Something may happen.'],
      ['Coast Line', 150, 'island', -1, 'The railway along the sea, from the driver’s seat.'],
      ['Fireside', 120, 'night', -1, 'Birch, then beech.'],
      ['Rain on the Lake', 120, 'weather', -1, 'It rains on the lake.'],
      ['Night Road North', 180, 'night-road', -1, 'A lorry, a thermos, nine hundred kilometres.'],
      ['The Loom', 120, 'classical', -1, 'A blanket is woven.'],
    ],
  },
  music: {
    category: 'Music',
    formats: [
      ['Midnight Mix', 60, 'mix', -1, 'An hour without a word.', 'Records from one shelf, in the order they stand.'],
      ['Rooftop Sessions', 45, 'concert', -1, 'A band, a roof, a city going to bed.'],
      ['Fresh Pressed', 30, 'mix', -1, 'Ten songs that did not exist last week.'],
      ['Request Hour', 60, 'club', -1, 'You write, we play.'],
      ['Behind the Board', 45, 'mix', -1, 'A song taken apart, fader by fader.'],
      ['Club Night', 120, 'club', 12, 'Two turntables, no breaks.'],
      ['Number Ones of the Year', 60, 'club', -1, 'A year in twelve songs.'],
    ],
  },
  classical: {
    category: 'Classical',
    formats: [
      ['Evening Concert', 115, 'classical', -1, 'The symphony that was rehearsed in winter coats.', 'Two piano concertos and a storm outside.'],
      ['String Quartet', 60, 'classical', -1, 'Four people, one breath.'],
      ['Opera in the Quarry', 150, 'classical', 6, 'Betrayal, poison, and very good acoustics.'],
      ['The Rehearsal', 45, 'classical', -1, 'A conductor, forty bars, two hours.'],
      ['Organ at Noon', 30, 'classical', -1, 'From the cathedral, with all stops.'],
      ['Ballet Class', 50, 'concert', -1, 'The barre, the mirror, the hundredth plié.'],
    ],
  },
  jazz: {
    category: 'Jazz',
    formats: [
      ['Blue Cellar', 60, 'jazz', -1, 'A trio, a low ceiling, a long night.'],
      ['Side B', 45, 'jazz', -1, 'The songs that were put on the back.'],
      ['Crate Diggers', 45, 'jazz', -1, 'Three collectors, one flea market.'],
      ['Big Band Sunday', 75, 'concert', -1, 'Seventeen people and one microphone.'],
      ['Needle Drop', 30, 'jazz', -1, 'An album in the time it takes to turn it over.'],
    ],
  },
  sportTalk: {
    category: 'Sport',
    formats: [
      ['Studio Arena', 50, 'studio-sport', -1, 'Goals, quarrels and the one decision nobody understood.'],
      ['Paddock', 30, 'paddock', -1, 'Tyres, rumours, and what the stewards said.'],
      ['Paddock Club', 50, 'paddock', -1, 'Guests who have driven, and guests who have only shouted.'],
      ['Ice Hockey Tonight', 60, 'ice', -1, 'All games of the evening, all goals, most of the teeth.'],
      ['Sport in Brief', 30, 'studio-sport', -1, 'Results, tables, transfers.'],
      ['The Bench Coach', 45, 'studio-sport', -1, 'A match read like a book, move by move.'],
      ['Legends', 45, 'football-night', -1, 'A game that is still being played in somebody’s head.'],
      ['Training Ground', 30, 'football', -1, 'A week with a second-division team.'],
    ],
  },
  filmTalk: {
    category: 'Film',
    formats: [
      ['Matinée Notes', 20, 'city', -1, 'What to see this week, and what to leave out.'],
      ['The Cutting Room', 40, 'city', -1, 'An editor shows what was thrown away.'],
      ['Trailers', 15, 'night', -1, 'Coming soon.'],
      ['Set Visit', 30, 'city', -1, 'Between two takes.'],
    ],
  },
  international: {
    category: 'Magazine',
    formats: [
      ['Letters from the Coast', 45, 'island', -1, 'A correspondent without a hurry.'],
      ['Twelve Cities', 50, 'city', -1, 'One question, asked everywhere.'],
      ['Mother Tongues', 30, 'talk', -1, 'A word that cannot be translated, and those who need it.'],
      ['Market Squares', 40, 'market', -1, 'Saturday morning, somewhere else.'],
      ['Diaspora Kitchen', 40, 'kitchen', -1, 'A recipe that has crossed four borders.'],
      ['Weekend in the Capital', 45, 'city', -1, 'Exhibitions, buses, a very late dinner.'],
      ['Song of the Valley', 50, 'concert', -1, 'A festival with more stages than beds.'],
    ],
  },
  radio: {
    category: 'Radio',
    formats: [
      ['Morning Edition', 120, 'breakfast', -1, 'News, music and the traffic.'],
      ['Workday', 180, 'mix', -1, 'Music to carry on with.'],
      ['Listeners’ Choice', 60, 'club', -1, 'You ring, we play.'],
      ['The Feature', 60, 'stars', -1, 'Sound, silence, a story.'],
      ['Drive', 120, 'night-road', -1, 'The way home, with company.'],
      ['After Hours', 120, 'jazz', -1, 'Low light, slow records.'],
    ],
  },
};
