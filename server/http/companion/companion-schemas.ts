import { Type } from '@sinclair/typebox';
import type { TArray, TObject } from '@sinclair/typebox';

const ID = Type.String({ pattern: '^[\\w-]{1,60}$' });

/** The longest wait for a message, milliseconds. Longer: proxies cut it; shorter: more requests. */
export const WAIT = Type.Optional(Type.Integer({ minimum: 0, maximum: 25_000 }));
/** A session or a question by its id. */
export const IdParams = Type.Object({ id: ID });
/** A file of a session. */
export const FileParams = Type.Object({ id: ID, file: ID });

/** A side asks for what came after a message. */
export const TakeLetters = Type.Object({ after: Type.Integer({ minimum: 0 }), wait: WAIT });

/** What a side says at once, `most` messages of it. */
export function saidLetters(most: number): TObject<{ letters: TArray<TObject> }> {
  return Type.Object({ letters: Type.Array(Type.Object({}, { additionalProperties: true }), { maxItems: most }) }, { additionalProperties: false });
}
