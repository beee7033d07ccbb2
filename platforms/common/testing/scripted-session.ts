import type { AppError } from '#core/base';
import type { LiveWindow, MediaAspect, MediaStats, MediaTrack, Rect } from '#ports';
import type { EngineChoice, MediaSession, SessionRequest, SessionTraits } from '../media/session';

/** A session a test plays: notes every call and answers when told. */
export class ScriptedSession implements MediaSession {
  readonly traits: SessionTraits;
  readonly request: SessionRequest;
  readonly calls: string[] = [];
  positionMs: number;
  durationMs = 600_000;
  liveWindow: LiveWindow | null = null;
  tracks: readonly MediaTrack[] = [];
  isClosed = false;
  /** Answer `open`. */
  opened: () => void = () => undefined;
  refused: (error: AppError) => void = () => undefined;
  /** Answers the running seek; without it seeks settle by themselves. */
  finishSeek: (() => void) | null = null;
  holdsSeeks = false;
  /** Answers `close`; without holding it settles at once. */
  finishClose: () => void = () => undefined;
  holdsClose = false;

  constructor(request: SessionRequest, traits: Partial<SessionTraits>) {
    this.request = request;
    this.positionMs = request.source.startMs ?? 0;
    if (request.source.isLive) this.durationMs = Infinity;
    this.traits = { engine: 'scripted', seekDebounceMs: 0, endGuardMs: 3_000, mayActBeforeStart: true, rates: [0.5, 1, 2], aspects: ['fit', 'fill'], ...traits };
  }

  open(): Promise<void> {
    this.calls.push(`open ${String(this.request.source.startMs ?? '')}`.trim());
    return new Promise((resolve, reject) => {
      this.opened = resolve;
      this.refused = reject;
    });
  }

  play(): Promise<void> {
    this.calls.push('play');
    return Promise.resolve();
  }

  pause(): Promise<void> {
    this.calls.push('pause');
    return Promise.resolve();
  }

  seek(positionMs: number): Promise<void> {
    this.calls.push(`seek ${String(positionMs)}`);
    const arrive = (): void => {
      this.positionMs = positionMs;
    };
    if (!this.holdsSeeks) {
      arrive();
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.finishSeek = () => {
        arrive();
        resolve();
      };
    });
  }

  selectTrack(kind: 'audio' | 'text', id: string | null): Promise<void> {
    this.calls.push(`track ${kind} ${String(id)}`);
    return Promise.resolve();
  }

  setRate(rate: number): Promise<void> {
    this.calls.push(`rate ${String(rate)}`);
    return Promise.resolve();
  }

  setAspect(aspect: MediaAspect): void {
    this.calls.push(`aspect ${aspect}`);
  }

  setRect(rect: Rect): void {
    this.calls.push(`rect ${String(rect.x)},${String(rect.y)}`);
  }

  setMuted(isMuted: boolean): void {
    this.calls.push(`muted ${String(isMuted)}`);
  }

  stats(): MediaStats {
    return { engine: 'scripted' };
  }

  close(): Promise<void> {
    this.isClosed = true;
    this.calls.push('close');
    if (!this.holdsClose) return Promise.resolve();
    return new Promise((resolve) => {
      this.finishClose = resolve;
    });
  }

  /** The picture moves. */
  move(positionMs: number): void {
    this.positionMs = positionMs;
    this.request.sink.position(positionMs);
    this.request.sink.started();
  }
}

/** Engines that hand out scripted sessions, and every session made. */
export function createScriptedEngines(
  names: readonly string[] = ['scripted'],
  traits: Partial<SessionTraits> = {},
  opensEarly = false,
): { engines: readonly EngineChoice[]; sessions: ScriptedSession[]; last: () => ScriptedSession } {
  const sessions: ScriptedSession[] = [];
  const engines = names.map((name): EngineChoice => ({
    name,
    opensEarly,
    create: (request) => {
      const session = new ScriptedSession(request, { engine: name, ...traits });
      sessions.push(session);
      return session;
    },
  }));
  const last = (): ScriptedSession => {
    const session = sessions[sessions.length - 1];
    if (session === undefined) throw new Error('no session was made');
    return session;
  };
  return { engines, sessions, last };
}
