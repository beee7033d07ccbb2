import type { AppError, Result } from '../base';
import { asFields, listOf, parseObject, textOf } from './fields';
import type { WireGuide, WireProgramme } from './wire';

function cell(row: readonly unknown[], index: number): string {
  const value = row[index];
  return typeof value === 'string' ? value : '';
}

function programme(value: unknown): WireProgramme | null {
  if (!Array.isArray(value)) return null;
  const row = value as readonly unknown[];
  const start = row[0];
  const stop = row[1];
  if (typeof start !== 'number' || typeof stop !== 'number' || !(stop > start)) return null;
  const age = row[7];
  return [start, stop, cell(row, 2), cell(row, 3), cell(row, 4), cell(row, 5), cell(row, 6), typeof age === 'number' ? age : -1];
}

/** Judges `GET /api/v1/guide`. Programmes without a positive length are left out. */
export function parseWireGuide(value: unknown): Result<WireGuide, AppError> {
  return parseObject(value, 'guide', (fields) => {
    const byKey = asFields(fields['programmes']);
    if (byKey === null) return null;
    const programmes: Record<string, readonly WireProgramme[]> = {};
    for (const key of Object.keys(byKey)) {
      programmes[key] = listOf(byKey, key)
        .map(programme)
        .filter((row): row is WireProgramme => row !== null);
    }
    return { revision: textOf(fields, 'revision'), programmes };
  });
}
