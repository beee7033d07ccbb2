import type { AppError, Result } from '../base';
import { numberOf, oneOf, parseObject, textOf } from './fields';

/**
 * What somebody who helps may propose to a set, and the set may do when its viewer agrees. Named, not described: neither side can be
 * made to do anything else.
 */
export const SUPPORT_FIXES = [
  'refresh', 'automatic-picture', 'smaller-picture', 'data-saver', 'standard-buffer', 'long-buffer', 'no-previews', 'large-text', 'high-contrast', 'reduced-motion', 'system-language', 'tell-quality',
] as const;

/** One of {@link SUPPORT_FIXES}. */
export type SupportFix = (typeof SUPPORT_FIXES)[number];

/** `POST /api/v1/support` with `{ diagnostics }`, and `GET /api/v1/support/:id`. */
export interface WireSupport {
  readonly id: string;
  /** Six digits to be told to the operator. */
  readonly code: string;
  readonly expiresAtMs: number;
  /** Who looks at it; empty: nobody yet. */
  readonly seenBy: string;
  /** What is proposed and not answered yet; `null`: nothing. */
  readonly fix: SupportFix | null;
  readonly fixNumber: number;
}

/** `POST /api/v1/support/:id/answer`. */
export interface WireSupportAnswer {
  readonly fixNumber: number;
  readonly answer: 'done' | 'refused' | 'failed';
}

/** Judges the state of a call for help. */
export function parseWireSupport(value: unknown): Result<WireSupport, AppError> {
  return parseObject(value, 'support', (fields) => {
    const [id, code] = [textOf(fields, 'id'), textOf(fields, 'code')];
    if (id === '' || !/^\d{6}$/.test(code)) return null;
    return { id, code, expiresAtMs: numberOf(fields, 'expiresAtMs', 0), seenBy: textOf(fields, 'seenBy'), fix: oneOf(fields['fix'], SUPPORT_FIXES), fixNumber: numberOf(fields, 'fixNumber', 0) };
  });
}
