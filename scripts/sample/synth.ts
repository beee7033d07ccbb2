/** A musical phrase of eight seconds, composed from its name's number alone. */
export interface Phrase {
  readonly name: string;
  /** Seed of the melody. */
  readonly seed: number;
  readonly voice: Voice;
  /** MIDI note of the key. */
  readonly key: number;
  readonly isMinor: boolean;
  /** Notes per bar of two seconds in the melody: 2, 4, 6 or 8. */
  readonly density: number;
  /** 0 none, 1 soft pulse, 2 with off-beats. */
  readonly pulse: 0 | 1 | 2;
  /** Whether it dies away before its end, so that it can be cut anywhere between repetitions. */
  readonly hasSilentEdges: boolean;
}

/** Sound of the melody. */
export type Voice = 'piano' | 'marimba' | 'pluck' | 'organ' | 'bell' | 'flute' | 'strings' | 'synth';

const BARS = 4;
const PROGRESSIONS: ReadonlyArray<readonly number[]> = [
  [0, 5, 3, 4], [0, 3, 5, 4], [5, 3, 0, 4], [0, 4, 5, 3], [0, 2, 3, 4], [3, 0, 4, 5], [0, 5, 1, 4], [5, 4, 3, 4],
];
const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const MINOR = [0, 2, 3, 5, 7, 8, 10];

/** Partials of each voice (multiple, strength), attack and decay in seconds. */
const VOICES: Readonly<Record<Voice, { readonly partials: ReadonlyArray<readonly [number, number]>; readonly attack: number; readonly decay: number }>> = {
  piano: { partials: [[1, 1], [2, 0.5], [3, 0.22], [4, 0.12], [5, 0.06]], attack: 0.004, decay: 1.1 },
  marimba: { partials: [[1, 1], [3.93, 0.28], [9.2, 0.08]], attack: 0.002, decay: 0.4 },
  pluck: { partials: [[1, 1], [2, 0.7], [3, 0.45], [4, 0.3], [5, 0.2], [6, 0.12]], attack: 0.003, decay: 0.55 },
  organ: { partials: [[0.5, 0.5], [1, 1], [2, 0.6], [3, 0.25], [4, 0.3]], attack: 0.05, decay: 1.6 },
  bell: { partials: [[1, 1], [2.76, 0.5], [5.4, 0.25], [8.93, 0.1]], attack: 0.002, decay: 1.8 },
  flute: { partials: [[1, 1], [2, 0.16], [3, 0.05]], attack: 0.07, decay: 0.9 },
  strings: { partials: [[1, 1], [2, 0.6], [3, 0.4], [4, 0.28], [5, 0.18], [6, 0.1]], attack: 0.22, decay: 1.5 },
  synth: { partials: [[1, 1], [1.006, 0.8], [2, 0.35], [3, 0.3], [5, 0.12]], attack: 0.012, decay: 0.7 },
};

function generator(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Mix {
  readonly samples: Float32Array;
  readonly rate: number;
  /** Notes that ring past the end continue at the beginning. */
  readonly wraps: boolean;
}

interface Note {
  readonly at: number;
  readonly note: number;
  readonly gain: number;
  /** -1 left to 1 right. */
  readonly pan: number;
}

function addNote(mix: Mix, voice: Voice, note: Note, stretch = 1): void {
  const { partials, attack, decay } = VOICES[voice];
  const frequency = 440 * 2 ** ((note.note - 69) / 12);
  const total = mix.samples.length / 2;
  const length = Math.floor(mix.rate * decay * stretch * 4);
  const start = Math.floor(note.at * mix.rate);
  const left = note.gain * Math.sqrt((1 - note.pan) / 2);
  const right = note.gain * Math.sqrt((1 + note.pan) / 2);
  for (let index = 0; index < length; index += 1) {
    const place = start + index;
    if (place >= total && !mix.wraps) return;
    const time = index / mix.rate;
    const envelope = Math.min(1, time / attack) * Math.exp(-time / (decay * stretch)) * Math.min(1, (length - index) / (mix.rate * 0.02));
    let value = 0;
    for (const [multiple, strength] of partials) value += strength * Math.exp(-time * (multiple - 1) * 0.8) * Math.sin(2 * Math.PI * frequency * multiple * time);
    const at = (place % total) * 2;
    mix.samples[at] = (mix.samples[at] ?? 0) + value * envelope * left;
    mix.samples[at + 1] = (mix.samples[at + 1] ?? 0) + value * envelope * right;
  }
}

/** A soft drum: a falling sine. */
function addPulse(mix: Mix, at: number, gain: number, from: number): void {
  const length = Math.floor(mix.rate * 0.3);
  const start = Math.floor(at * mix.rate);
  for (let index = 0; index < length; index += 1) {
    const time = index / mix.rate;
    const value = gain * Math.sin(2 * Math.PI * (from * time + 6 * (1 - Math.exp(-time * 24)))) * Math.exp(-time * 16) * Math.min(1, time * 400);
    const place = (start + index) * 2;
    if (place + 1 >= mix.samples.length) return;
    mix.samples[place] = (mix.samples[place] ?? 0) + value;
    mix.samples[place + 1] = (mix.samples[place + 1] ?? 0) + value;
  }
}

function finish(samples: Float32Array, rate: number, hasSilentEdges: boolean): Float32Array {
  let peak = 0;
  for (const value of samples) peak = Math.max(peak, Math.abs(value));
  const frames = samples.length / 2;
  const fade = Math.floor(rate * 0.9);
  const rest = Math.floor(rate * 0.08);
  return samples.map((value, index) => {
    const place = Math.floor(index / 2);
    const tail = hasSilentEdges ? Math.min(1, Math.max(0, (frames - rest - place) / fade)) * Math.min(1, Math.max(0, (place - rest / 2) / (rate * 0.01))) : 1;
    return (value / peak) * 0.42 * tail;
  });
}

/** Renders a phrase as interleaved stereo samples. */
export function renderPhrase(phrase: Phrase, seconds: number, rate: number): Float32Array {
  const random = generator(phrase.seed + 11);
  const scale = phrase.isMinor ? MINOR : MAJOR;
  const progression = PROGRESSIONS[phrase.seed % PROGRESSIONS.length] ?? [0, 5, 3, 4];
  const mix: Mix = { samples: new Float32Array(seconds * rate * 2), rate, wraps: !phrase.hasSilentEdges };
  const bar = seconds / BARS;
  const tone = (degree: number): number => phrase.key + 12 * Math.floor(degree / 7) + (scale[((degree % 7) + 7) % 7] ?? 0);
  let step = 2 + Math.floor(random() * 3);
  for (let index = 0; index < BARS; index += 1) {
    const root = progression[index] ?? 0;
    const start = index * bar;
    const offset = phrase.hasSilentEdges && index === 0 ? 0.06 : 0;
    [0, 2, 4].forEach((third, voice) => {
      addNote(mix, 'strings', { at: start + offset, note: tone(root + third) - 12, gain: 0.16, pan: (voice - 1) * 0.5 }, 0.8);
    });
    addNote(mix, 'piano', { at: start + offset, note: tone(root) - 24, gain: 0.5, pan: 0 });
    for (let beat = 0; beat < phrase.density; beat += 1) {
      if (beat > 0 && random() < 0.22) continue;
      step += Math.floor(random() * 5) - 2;
      step = Math.max(-1, Math.min(8, step));
      const chordTone = [0, 2, 4, 7, 9][Math.abs(step) % 5] ?? 0;
      const degree = beat % 2 === 0 ? root + chordTone : root + chordTone + (random() < 0.5 ? 1 : -1);
      addNote(mix, phrase.voice, { at: start + offset + (beat * bar) / phrase.density, note: tone(degree), gain: 0.42 + 0.14 * random(), pan: random() - 0.5 });
    }
    for (let beat = 0; beat < 4 && phrase.pulse > 0; beat += 1) {
      if (beat % 2 === 0) addPulse(mix, start + offset + (beat * bar) / 4, 0.55, 46);
      else if (phrase.pulse === 2) addPulse(mix, start + offset + (beat * bar) / 4, 0.22, 160);
    }
  }
  return finish(mix.samples, rate, phrase.hasSilentEdges);
}
