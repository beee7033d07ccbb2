import { asFields, oneOf } from '../wire';

/** What of an episode nobody has seen is kept back: nothing, its picture and description, or its title as well. */
export type EpisodeProtection = (typeof EPISODE_PROTECTIONS)[number];

/** In order, the mildest first. */
export const EPISODE_PROTECTIONS = ['off', 'pictures', 'titles'] as const;

/** What a viewer does not want told ahead. */
export interface Protection {
  readonly episodes: EpisodeProtection;
  /** Sport from the archive and from recordings is watched without a hint at its result. */
  readonly isScoreSafe: boolean;
  /** By hand: whether what runs on a channel is sport. By what {@link Protection} users name channels with. */
  readonly channels: ReadonlyMap<string, boolean>;
  /** By hand: whether programmes of a title, folded, are sport. */
  readonly titles: ReadonlyMap<string, boolean>;
}

/** Nothing is kept back before somebody wants it. */
export const NO_PROTECTION: Protection = Object.freeze({ episodes: 'off', isScoreSafe: false, channels: new Map<string, boolean>(), titles: new Map<string, boolean>() });

/** Things said by hand; the oldest give way. */
const MOST_MARKS = 300;

function readMarks(value: unknown): ReadonlyMap<string, boolean> {
  const fields = asFields(value) ?? {};
  const marks = new Map<string, boolean>();
  for (const name of Object.keys(fields).slice(-MOST_MARKS)) if (typeof fields[name] === 'boolean') marks.set(name, fields[name]);
  return marks;
}

/** Reads what {@link writeProtection} wrote; whatever is unknown or broken keeps nothing back. */
export function readProtection(value: unknown): Protection {
  const fields = asFields(value) ?? {};
  return {
    episodes: oneOf(fields['episodes'], EPISODE_PROTECTIONS) ?? 'off',
    isScoreSafe: fields['isScoreSafe'] === true,
    channels: readMarks(fields['channels']),
    titles: readMarks(fields['titles']),
  };
}

function writeMarks(marks: ReadonlyMap<string, boolean>): Readonly<Record<string, boolean>> {
  const written: Record<string, boolean> = {};
  for (const [name, isSport] of Array.from(marks).slice(-MOST_MARKS)) written[name] = isSport;
  return written;
}

/** As it is stored. */
export function writeProtection({ episodes, isScoreSafe, channels, titles }: Protection): Readonly<Record<string, unknown>> {
  return { episodes, isScoreSafe, channels: writeMarks(channels), titles: writeMarks(titles) };
}
