import type { AppError, Result } from '#core/base';
import { parseWireBasket } from '#core/wire';
import type { WireBasket } from '#core/wire';
import { profileHeader } from '#sources/platform';
import type { PlatformApi } from '#sources/platform';

/** Whom requests that concern a basket are for. */
export interface BasketReader {
  readonly api: PlatformApi;
  /** Of whoever uses the set; empty: not known. Children have no basket, which the platform sees to. */
  profileId(): string;
}

/** The account's basket; fails with `http.forbidden` for children. */
export async function readBasket(reader: BasketReader): Promise<Result<WireBasket, AppError>> {
  const answer = await reader.api.call({ path: '/basket', headers: profileHeader(reader.profileId()) });
  return answer.ok ? parseWireBasket(answer.value.value) : answer;
}

/** Puts pieces into it instead of those that are; 0 takes them out. Answers the basket as it is then. */
export async function putInBasket(reader: BasketReader, variantId: string, quantity: number): Promise<Result<WireBasket, AppError>> {
  const path = `/basket/${encodeURIComponent(variantId)}`;
  const answer = await reader.api.call({ path, method: 'PUT', body: { quantity }, headers: profileHeader(reader.profileId()) });
  return answer.ok ? parseWireBasket(answer.value.value) : answer;
}

/** Pieces in it. */
export function piecesOf({ lines }: WireBasket): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
