import { SECOND_MS } from '#core/base';
import type { ListItemContent } from '#ui/components';
import type { Translator } from '#model/i18n';
import type { SubtitleSettings, SubtitleStyle, TracksView } from '#model/player';

/** A row of the subtitle panel: what it says, and what a step in a direction changes. */
export interface SubtitleRow {
  readonly content: ListItemContent;
  /** `size`: 1 for a press, more while the key is held. */
  step(direction: 1 | -1, isHeld: boolean): Partial<SubtitleSettings>;
  /** OK and a click. */
  press(): Partial<SubtitleSettings>;
}

const FINE_MS = 100;
const COARSE_MS = 500;

const CHOICES: { readonly [K in keyof SubtitleStyle]: ReadonlyArray<SubtitleStyle[K]> } = {
  size: ['small', 'normal', 'large', 'huge'],
  color: ['white', 'yellow', 'cyan', 'green'],
  ground: ['none', 'soft', 'solid'],
  edge: ['none', 'shadow', 'outline'],
  height: ['low', 'raised', 'top'],
};

function neighbour<T>(all: readonly T[], current: T, direction: 1 | -1): T {
  return all[(all.indexOf(current) + direction + all.length) % all.length] ?? current;
}

function styleRow(name: keyof SubtitleStyle, { style }: SubtitleSettings, { t }: Translator): SubtitleRow {
  const step = (direction: 1 | -1): Partial<SubtitleSettings> => ({ style: { ...style, [name]: neighbour<string>(CHOICES[name], style[name], direction) } });
  return { content: { id: name, label: t(`subtitles.${name}`), value: t(`subtitles.${name}.${style[name]}`) }, step, press: () => step(1) };
}

/** `+0.5 s`; zero without a sign. */
function shiftText(shiftMs: number, { t, format }: Translator): string {
  const sign = shiftMs > 0 ? '+' : shiftMs < 0 ? '−' : '';
  return sign + t('stats.seconds', { n: format.number(Math.abs(shiftMs) / SECOND_MS, 1) });
}

/** Left and Right shift finely, held coarsely; OK shifts coarsely in the direction the row is named after. */
function shiftRow(id: 'later' | 'earlier', { shiftMs }: SubtitleSettings, translator: Translator): SubtitleRow {
  const by = (deltaMs: number): Partial<SubtitleSettings> => ({ shiftMs: shiftMs + deltaMs });
  return {
    content: { id, label: translator.t(`subtitles.${id}`), value: shiftText(shiftMs, translator) },
    step: (direction, isHeld) => by(direction * (isHeld ? COARSE_MS : FINE_MS)),
    press: () => by(id === 'later' ? COARSE_MS : -COARSE_MS),
  };
}

/** Another track at the top, of those that lie beside the stream as files. */
function secondRow({ secondId }: SubtitleSettings, tracks: TracksView, { t }: Translator): SubtitleRow | null {
  const files = tracks.text.filter((track) => track.isFile);
  if (files.length === 0) return null;
  const ids = [null, ...files.map((track) => track.id)];
  const step = (direction: 1 | -1): Partial<SubtitleSettings> => ({ secondId: neighbour<string | null>(ids, secondId, direction) });
  const chosen = files.find((track) => track.id === secondId);
  return { content: { id: 'second', label: t('subtitles.second'), value: chosen?.name ?? t('player.tracks.off') }, step, press: () => step(1) };
}

/** The rows of the subtitle panel, as things stand. */
export function subtitleRows(settings: SubtitleSettings, tracks: TracksView, translator: Translator): readonly SubtitleRow[] {
  const second = secondRow(settings, tracks, translator);
  return [
    styleRow('size', settings, translator),
    styleRow('color', settings, translator),
    styleRow('ground', settings, translator),
    styleRow('edge', settings, translator),
    styleRow('height', settings, translator),
    shiftRow('later', settings, translator),
    shiftRow('earlier', settings, translator),
    ...(second === null ? [] : [second]),
  ];
}
