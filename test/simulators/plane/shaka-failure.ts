import type { DecoderFailure } from '../core/decoder';

/** What a Shaka error means for a decoder: category 1 is the network, 3 the media, 4 the manifest. */
export function shakaFailure(error: unknown): DecoderFailure {
  if (typeof error !== 'object' || error === null || !('category' in error)) return { kind: 'decode' };
  const data: readonly unknown[] = 'data' in error && Array.isArray(error.data) ? error.data : [];
  const isStatus = 'code' in error && error.code === 1001;
  const status = isStatus && typeof data[1] === 'number' ? data[1] : null;
  if (status === 404 || status === 410) return { kind: 'not-found', status };
  if (status === 401 || status === 403 || status === 458 || status === 509) return { kind: 'refused', status };
  if (error.category === 1) return status === null ? { kind: 'unreachable' } : { kind: 'unreachable', status };
  return { kind: error.category === 4 ? 'unsupported' : 'decode' };
}
