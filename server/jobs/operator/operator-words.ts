import { AppError, DAY_MS, HOUR_MS, MINUTE_MS } from '#core/base';
import { minorDigits } from '#server/domain';
import type { PeriodUnit, RightsTarget, RightsTargetKind } from '#server/store';

const DURATION_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };
const TARGET_FLAGS: readonly RightsTargetKind[] = ['category', 'channel', 'movie', 'series'];

/** Words of an operator command: what stands alone, and what follows `--name`. Every reader throws `input.invalid` with what would do. */
export class OperatorWords {
  readonly plain: readonly string[];
  private readonly flags = new Map<string, string>();
  private readonly asked = new Set<string>();

  /** A flag without a value is `yes`. */
  constructor(words: readonly string[]) {
    const plain: string[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] ?? '';
      const next = words[at + 1];
      if (!word.startsWith('--')) plain.push(word);
      else if (next === undefined || next.startsWith('--')) this.flags.set(word.slice(2), 'yes');
      else {
        this.flags.set(word.slice(2), next);
        at += 1;
      }
    }
    this.plain = plain;
  }

  /** Throws when a flag was given that nobody asked for: a misspelt one must not be passed over. */
  endOfFlags(): void {
    for (const name of this.flags.keys()) if (!this.asked.has(name)) throw problem(`--${name} is not known here`);
  }

  has(name: string): boolean {
    this.asked.add(name);
    return this.flags.has(name);
  }

  text(name: string, fallback?: string): string {
    this.asked.add(name);
    const value = this.flags.get(name) ?? fallback;
    if (value === undefined) throw problem(`--${name} is needed`);
    return value;
  }

  count(name: string, fallback?: number): number {
    const value = this.text(name, fallback === undefined ? undefined : String(fallback));
    if (!/^\d{1,9}$/.test(value)) throw problem(`--${name} is "${value}"; it must be a whole number`);
    return Number(value);
  }

  list(name: string): readonly string[] {
    return this.text(name, '').split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
  }

  currency(): string {
    const value = this.text('currency', 'EUR').toUpperCase();
    if (!/^[A-Z]{3}$/.test(value)) throw problem(`--currency is "${value}"; it must be three letters, for example EUR`);
    return value;
  }

  /** An amount as people write it, in minor units: `9.99` EUR is 999, `500` JPY is 500. */
  amount(name: string, currency: string): number {
    const value = this.text(name);
    const digits = minorDigits(currency);
    const parts = /^(\d{1,10})(?:\.(\d{1,4}))?$/.exec(value);
    const fraction = parts?.[2] ?? '';
    if (parts === null || fraction.length > digits) throw problem(`--${name} is "${value}"; it must be an amount in ${currency}, for example 9${digits > 0 ? `.${'9'.repeat(digits)}` : ''}`);
    return Number(`${parts[1] ?? '0'}${fraction.padEnd(digits, '0')}`);
  }

  /** Milliseconds of `48h`, `30d`, `2w`, `90m`; 0 for `0`. */
  duration(name: string, fallback: string): number {
    const value = this.text(name, fallback);
    const parts = /^(\d{1,5})([mhdw])$/.exec(value);
    if (value === '0') return 0;
    if (parts === null) throw problem(`--${name} is "${value}"; it must be a time, for example 48h or 30d`);
    return Number(parts[1]) * (DURATION_MS[parts[2] ?? ''] ?? 0);
  }

  /** Milliseconds since 1970 of a date or a moment; 0 without one. */
  moment(name: string): number {
    const value = this.text(name, '');
    const atMs = value === '' ? 0 : Date.parse(value);
    if (Number.isNaN(atMs)) throw problem(`--${name} is "${value}"; it must be a date, for example 2027-01-31 or 2027-01-31T20:00:00Z`);
    return atMs;
  }

  /** `1month`, `3months`, `30days`, `1year`. */
  period(): { readonly periodCount: number; readonly periodUnit: PeriodUnit } {
    const value = this.text('period', '1month');
    const parts = /^([1-9]\d{0,2})(day|month|year)s?$/.exec(value);
    const unit = (['day', 'month', 'year'] as const).find((it) => it === parts?.[2]);
    if (parts === null || unit === undefined) throw problem(`--period is "${value}"; it must be a period, for example 1month, 30days or 1year`);
    return { periodCount: Number(parts[1]), periodUnit: unit };
  }

  /** Catalogue rows named by `--category`, `--channel`, `--movie`, `--series` with ids, several between commas. */
  targets(): readonly RightsTarget[] {
    return TARGET_FLAGS.flatMap((kind) => this.list(kind).map((id) => {
      if (!/^\d{1,15}$/.test(id)) throw problem(`--${kind} is "${id}"; it takes the numbers that "find" shows`);
      return { kind, itemId: Number(id) };
    }));
  }

  /** The one row that is named. */
  target(): RightsTarget {
    const [target, ...others] = this.targets();
    if (target === undefined || others.length > 0) throw problem('name one row: --movie, --series, --channel or --category with its number');
    return target;
  }
}

/** Something wrong with the words. */
export function problem(message: string): AppError {
  return new AppError('input.invalid', { message });
}

/** An amount for people: `9.99 EUR`. */
export function amountText(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
}
