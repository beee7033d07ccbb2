import type { MediaAspect, MediaPlayer } from '#ports';

/** What was chosen for what is loaded; each session of it is told anew. */
export interface LoadChoices {
  rate: number;
  aspect: MediaAspect;
  picks: Partial<Record<'audio' | 'text', string | null>>;
}

/** What holds at a load: everything as it comes. */
export function freshChoices(): LoadChoices {
  return { rate: 1, aspect: 'fit', picks: {} };
}

/** Makes a session just opened what the one before was. */
export function applyChoices({ rate, aspect, picks }: LoadChoices, player: Pick<MediaPlayer, 'selectTrack' | 'setRate' | 'setAspect'>): void {
  for (const kind of ['audio', 'text'] as const) {
    const pick = picks[kind];
    if (pick !== undefined) void player.selectTrack(kind, pick);
  }
  if (rate !== 1) void player.setRate(rate);
  if (aspect !== 'fit') player.setAspect(aspect);
}
