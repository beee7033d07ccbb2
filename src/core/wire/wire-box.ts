import { parseObject, numberOf, textOf } from './fields';
import type { AppError, Result } from '../base';

/** Body of `POST /api/v1/boxes`: what a set leaves for another one. */
export interface WireBoxPut {
  /** 32 hexadecimal digits nobody can guess. */
  readonly id: string;
  /** As many: who says it may have the box forgotten. */
  readonly word: string;
  /** Base64url; encrypted on the set. */
  readonly sealed: string;
}

/** Its answer. */
export interface WireLeftBox {
  readonly expiresAtMs: number;
}

/** `GET /api/v1/boxes/:id`. */
export interface WireBox {
  readonly sealed: string;
  readonly expiresAtMs: number;
}

/** Judges what a platform says of a box that was left. */
export function parseWireLeftBox(value: unknown): Result<WireLeftBox, AppError> {
  return parseObject(value, 'left box', (fields) => ({ expiresAtMs: numberOf(fields, 'expiresAtMs', 0) }));
}

/** Judges a box. */
export function parseWireBox(value: unknown): Result<WireBox, AppError> {
  return parseObject(value, 'box', (fields) => {
    const sealed = textOf(fields, 'sealed');
    return sealed === '' ? null : { sealed, expiresAtMs: numberOf(fields, 'expiresAtMs', 0) };
  });
}
