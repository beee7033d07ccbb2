import { vastTime } from './vast-time';

/** An id a set lends to advertising, and what ad servers call its kind. Personal. */
export interface AdvertisingId {
  readonly id: string;
  readonly kind: string;
}

/** What is put into the templates of addresses. */
export interface AdMacros {
  /** Error number of VAST, 0: none. */
  readonly errorCode: number;
  /** 0..1, anew for every address. */
  readonly random: number;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** Milliseconds into the clip, -1 without one. */
  readonly playheadMs: number;
  /** Only where the viewer lets advertising know it; absent: nobody is described. */
  readonly adId?: AdvertisingId;
}

function valueOf(name: string, macros: AdMacros): string {
  switch (name) {
    case 'ERRORCODE':
      return macros.errorCode > 0 ? String(macros.errorCode) : '-1';
    case 'CACHEBUSTING':
    case 'RANDOM':
      return `0000000${String(Math.floor(macros.random * 1e8))}`.slice(-8);
    case 'TIMESTAMP':
      return new Date(macros.nowMs).toISOString();
    case 'ADPLAYHEAD':
    case 'MEDIAPLAYHEAD':
      return macros.playheadMs < 0 ? '-1' : vastTime(macros.playheadMs);
    case 'IFA':
      return macros.adId?.id ?? '-1';
    case 'IFATYPE':
      return macros.adId?.kind ?? '-1';
    case 'LIMITADTRACKING':
      return macros.adId === undefined ? '-1' : '0';
    default:
      // What a player knows and does not tell, as VAST 4.1 has it: nobody is described to an ad server.
      return '-1';
  }
}

/** An address with its macros (`[CACHEBUSTING]`, `%5BCACHEBUSTING%5D`) filled in. What names the set or the viewer is answered with -1, but for an id that is handed in. */
export function fillMacros(url: string, macros: AdMacros): string {
  return url.replace(/(?:\[|%5B)([A-Z][A-Z0-9_]{2,40})(?:\]|%5D)/gi, (whole, name: string) => (name === name.toUpperCase() ? encodeURIComponent(valueOf(name, macros)) : whole));
}
