import type { Phrase, Voice } from '../synth';
import { CHANNELS } from './channels';

const VOICE_OF_STYLE: Readonly<Record<string, Voice>> = {
  football: 'synth', motor: 'synth', winter: 'bell', cycling: 'pluck', tennis: 'marimba', news: 'bell', business: 'synth', regional: 'flute', films: 'strings', comedy: 'marimba', thriller: 'strings', scifi: 'synth',
  series: 'piano', kids: 'marimba', knowledge: 'flute', nature: 'flute', mountain: 'bell', slow: 'organ', music: 'pluck', classical: 'piano', jazz: 'piano', food: 'pluck', public: 'piano', talk: 'organ', radio: 'pluck',
};
const VOICES: readonly Voice[] = ['piano', 'marimba', 'pluck', 'organ', 'bell', 'flute', 'strings', 'synth'];

/** One phrase per channel, named after it: no two share voice, key and rhythm. */
export const CHANNEL_MUSIC: readonly Phrase[] = CHANNELS.map((channel, index) => ({
  name: channel.slug,
  seed: index * 7 + 3,
  voice: VOICE_OF_STYLE[channel.style] ?? 'piano',
  key: 57 + ((index * 5) % 12),
  isMinor: ['thriller', 'films', 'news', 'jazz', 'winter'].includes(channel.style) || index % 3 === 0,
  density: [4, 6, 8, 2][index % 4] ?? 4,
  pulse: ['football', 'motor', 'music', 'business', 'cycling', 'radio'].includes(channel.style) ? 2 : ['slow', 'classical', 'nature', 'films'].includes(channel.style) ? 0 : 1,
  hasSilentEdges: false,
}));

/** Phrases of the titles, `title-1` to `title-12`: each dies away, so that speech can be put between. */
export const TITLE_MUSIC: readonly Phrase[] = Array.from({ length: 12 }, (_, index) => ({
  name: `title-${String(index + 1)}`,
  seed: 400 + index * 13,
  voice: VOICES[(index * 3) % VOICES.length] ?? 'piano',
  key: 55 + ((index * 7) % 12),
  isMinor: index % 2 === 0,
  density: [4, 2, 6][index % 3] ?? 4,
  pulse: 0,
  hasSilentEdges: true,
}));
