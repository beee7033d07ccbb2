import { AppError } from '#core/base';

const KEY = /^[\w-][\w.-]{0,199}(?:\/[\w-][\w.-]{0,199}){0,9}$/;
/** A key, or the beginning of one that ends with a slash. */
const PREFIX = /^(?:[\w-][\w.-]{0,199}\/){1,9}$/;

/** `key` when it is one; throws `input.invalid` else: no path may lead out of a folder. */
export function judgedKey(key: string): string {
  if (!KEY.test(key) || key.includes('..')) throw new AppError('input.invalid', { message: 'no key of an object' });
  return key;
}

/** `prefix` when keys may begin so. */
export function judgedPrefix(prefix: string): string {
  if (!PREFIX.test(prefix) || prefix.includes('..')) throw new AppError('input.invalid', { message: 'no prefix of objects' });
  return prefix;
}
