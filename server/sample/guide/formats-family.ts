import type { FormatPools } from './formats';

/** General entertainment, children, knowledge, food, home. */
export const FAMILY_FORMATS: FormatPools = {
  breakfast: {
    category: 'Entertainment',
    formats: [
      ['Good Morning, Harbour', 90, 'breakfast', -1, 'News, weather and a guest who is properly awake.'],
      ['Second Coffee', 60, 'breakfast', -1, 'Letters, recipes and the garden of the week.'],
      ['Slow Start', 45, 'home', -1, 'Half a house and one hour of somebody else’s life.'],
    ],
  },
  daytime: {
    category: 'Entertainment',
    formats: [
      ['House Swap', 65, 'home', -1, 'Two families change keys for a week. One of them has a boat.', 'A lighthouse for a third-floor flat.'],
      ['The Repair Café', 45, 'home', -1, 'A music box, a mixer and a stuffed badger.'],
      ['Quiz at Noon', 45, 'quiz', -1, 'Twelve questions, twelve seconds each.'],
      ['Attic Treasures', 50, 'history', -1, 'It was under the stairs for eighty years. Now it is on the table.'],
      ['Doctor on the Island', 50, 'island', 6, 'The surgery is open whenever the ferry is not.'],
      ['Garden Post', 30, 'forest', -1, 'Slugs, questions, and one answer that works.'],
      ['Tea Dance', 45, 'classical', -1, 'Sixty couples and a very small orchestra.'],
    ],
  },
  evening: {
    category: 'Entertainment',
    formats: [
      ['The Big Saturday Quiz', 90, 'quiz', -1, 'Four teams and a bell that sticks.'],
      ['House Swap', 65, 'home', -1, 'Two families change keys for a week. One of them has a boat.'],
      ['Sing It Again', 75, 'concert', -1, 'Songs you know, by people you would not expect.'],
      ['Comedy Cellar', 50, 'night', 12, 'Six stools, one microphone, no safety net.'],
      ['True Coast', 50, 'ocean', 12, 'Rescue crews and the calls they remember.'],
    ],
  },
  night: {
    category: 'Entertainment',
    formats: [
      ['Night Talk (repeat)', 60, 'talk', -1, 'A conversation worth hearing twice.'],
      ['Ocean Window', 60, 'ocean', -1, 'The sea, uncut, with its own sound.'],
      ['The Long Train', 90, 'night-road', -1, 'From the driver’s seat, all the way.'],
      ['Rooftop Sessions (repeat)', 60, 'concert', -1, 'A band, a roof, a city going to bed.'],
    ],
  },
  kids: {
    category: 'Children',
    formats: [
      ['Button & Zip', 15, 'kids-play', 0, 'Who holds the coat together?'],
      ['The Snail Express', 10, 'kids-morning', 0, 'Next stop: the other side of the path.'],
      ['Count with Otto', 10, 'kids-play', 0, 'Otto has eight arms and starts at nine.'],
      ['Letterbox Lane', 20, 'kids-morning', 0, 'Every letter goes to the right door in the end.'],
      ['Dino Dentist', 15, 'kids-play', 0, 'Open wide. Wider. A little less.'],
      ['Sing with Summer', 15, 'kids-morning', 0, 'Three songs and one that is only clapping.'],
      ['Why, Though?', 20, 'science', 0, 'Why is the sky up?', 'Why do onions do that?'],
      ['Build It Tall', 25, 'kids-play', 0, 'Two teams, one ladder, a hundred boxes.'],
    ],
  },
  kidsNight: {
    category: 'Children',
    formats: [
      ['Goodnight Moon Radio', 30, 'night', 0, 'Very quiet stories about very small things.'],
      ['Sleepy Fish', 60, 'reef', 0, 'They swim, and swim, and swim.'],
    ],
  },
  knowledge: {
    category: 'Knowledge',
    formats: [
      ['Why, Though?', 25, 'science', 0, 'Why is the sky up?', 'Why do onions do that?'],
      ['Inventors’ Attic', 30, 'science', 0, 'A machine nobody needed, and the one it became.'],
      ['The Map Room', 30, 'history', 0, 'How a line on paper ends up in a field.'],
      ['Small Animals, Big Plans', 30, 'forest', 0, 'Ants build a bridge. It is mostly ants.'],
      ['Star Club', 30, 'stars', 0, 'Tonight’s sky, and where to put the chair.'],
      ['Sums in the Wild', 20, 'science', 0, 'How many starlings is that?'],
    ],
  },
  food: {
    category: 'Food',
    formats: [
      ['Winter Kitchens', 45, 'kitchen', -1, 'Cabbage, three ways, in three villages.', 'A stove, a cellar, a recipe from 1911.'],
      ['One Pot', 30, 'kitchen', -1, 'Everything goes in. The question is when.'],
      ['Market to Table', 40, 'market', -1, 'Up at four, on the plate by noon.'],
      ['Bread Alone', 30, 'kitchen', -1, 'Flour, water, salt, patience.'],
      ['Grandmothers of the Delta', 45, 'market', -1, 'They do not measure. We did.'],
      ['Cellar Notes', 30, 'kitchen', -1, 'Cheese, cider, and other things that take their time.'],
      ['The Long Table', 60, 'market', -1, 'Forty neighbours, one street, one evening.'],
      ['Sugar Work', 40, 'kitchen', -1, 'A confectioner builds what she dreamed.'],
    ],
  },
};
