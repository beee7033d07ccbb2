import type { DecoderFailure, OpenedMedia } from '../core/decoder';
import type { WebApiErrorName } from './web-api-exception';

/** Exception name and error id of a failure, as a set words it. */
export function failureOf(failure: DecoderFailure): { readonly name: WebApiErrorName; readonly id: string } {
  switch (failure.kind) {
    case 'malformed':
      return { name: 'InvalidValuesError', id: 'PLAYER_ERROR_INVALID_URI' };
    case 'unreachable':
    case 'refused':
    case 'not-found':
      // Sets tell neither 403 nor 404 apart from a dead host (tv-platforms 2.4).
      return { name: 'InvalidAccessError', id: 'PLAYER_ERROR_CONNECTION_FAILED' };
    case 'unsupported':
      return { name: 'InvalidAccessError', id: 'PLAYER_ERROR_NOT_SUPPORTED_FILE' };
    case 'decode':
      // Spelt as the sets spell it.
      return { name: 'UnknownError', id: 'PLAYER_ERROR_GENEREIC' };
  }
}

/** A track as `getTotalTrackInfo` lists it. */
export interface ListedTrack {
  readonly index: number;
  readonly type: 'VIDEO' | 'AUDIO' | 'TEXT';
  readonly extra_info: string;
}

/** All tracks; `extra_info` is JSON in a string whose values are strings (tv-platforms 2.11). */
export function totalTracks(opened: OpenedMedia): readonly ListedTrack[] {
  return opened.tracks.map((track, index) => {
    const info =
      track.kind === 'VIDEO'
        ? { fourCC: track.codec, Width: String(opened.width), Height: String(opened.height), Bit_rate: '5200000' }
        : track.kind === 'AUDIO'
          ? { language: track.language, channels: '2', sample_rate: '48000', bit_rate: '128000', fourCC: track.codec }
          : { track_num: String(index), track_lang: track.language, subtitle_type: '1', fourCC: track.codec };
    return { index, type: track.kind, extra_info: JSON.stringify(info) };
  });
}
