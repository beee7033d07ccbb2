import type { ClockPort, LogPort } from '#ports';
import { redactFacts, redactText } from './redact';

/** A line as it is kept for a support report: already redacted. */
export interface LogLine {
  readonly atMs: number;
  readonly level: Parameters<LogPort['write']>[0];
  readonly message: string;
  readonly facts: unknown;
}

/** Enough for the minutes before a fault; more costs memory on every set for a rare report. */
const KEPT_LINES = 200;
const RANK = { debug: 0, info: 1, warn: 2, error: 3 } as const;

/** Writes redacted lines to the engine's console and keeps the last ones. */
export class ConsoleLog implements LogPort {
  private readonly lines: LogLine[] = [];
  private readonly clock: ClockPort;
  private readonly console: Pick<Console, 'debug' | 'info' | 'warn' | 'error'>;
  private readonly floor: LogLine['level'];

  constructor(clock: ClockPort, target: Pick<Console, 'debug' | 'info' | 'warn' | 'error'>, floor: LogLine['level'] = 'info') {
    this.clock = clock;
    this.console = target;
    this.floor = floor;
  }

  write(level: LogLine['level'], message: string, facts?: Readonly<Record<string, unknown>>): void {
    const line: LogLine = {
      atMs: this.clock.nowMs(),
      level,
      message: redactText(message),
      facts: facts === undefined ? undefined : redactFacts(facts),
    };
    this.lines.push(line);
    if (this.lines.length > KEPT_LINES) this.lines.shift();
    if (RANK[level] < RANK[this.floor]) return;
    if (line.facts === undefined) this.console[level](line.message);
    else this.console[level](line.message, line.facts);
  }

  /** The last lines, oldest first. */
  recent(): readonly LogLine[] {
    return this.lines.slice();
  }
}
