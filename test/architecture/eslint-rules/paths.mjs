// @ts-check
import { relative, resolve } from 'node:path';

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, '../../..');

/**
 * Path of the linted file from the project's root, with forward slashes.
 * @param {import('eslint').Rule.RuleContext} context
 */
export function fileOf(context) {
  return relative(ROOT, context.filename).replaceAll('\\', '/');
}
