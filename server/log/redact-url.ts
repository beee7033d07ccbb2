const SECRET_QUERY = /([?&](?:username|password|token|key|user_code|device_code|access_token|refresh_token|code)=)[^&#]*/gi;
const TIMESHIFT = /^\/(timeshifts?)\/[^/]+\/[^/]+\//i;
const PAIR = /^\/(live|movie|series|subtitle|thumb|epg|player_api)\/[^/]+\/[^/]+(?=\/|$)/i;
const LEGACY = /^\/[^/]+\/[^/]+\/(\d+(?:\.\w+)?)$/;
const SIGNED = /^\/s\/[^/]+/;
const RELAYED = /^\/relay\/[^/]+/;
const ADS = /^\/ads\/(told\/)?[^/]+/;
const DRM = /^\/drm\/[^/]+/;
const PAYING = /^\/((?:sandbox\/)?pay)\/[^/]+/;
const HISTORY = /^\/orders\/[^/]+\/[^/]+\/[^/]+/;

/**
 * An address of ours with every credential replaced by `***`: Xtream path pairs, signed path tokens, secret query values.
 * Cost: a few regular expressions per log line.
 */
export function redactUrl(url: string): string {
  const queryAt = url.indexOf('?');
  const path = queryAt < 0 ? url : url.slice(0, queryAt);
  const query = queryAt < 0 ? '' : url.slice(queryAt).replace(SECRET_QUERY, '$1***');
  let clean = path.replace(SIGNED, '/s/***').replace(RELAYED, '/relay/***').replace(ADS, '/ads/$1***').replace(DRM, '/drm/***').replace(PAYING, '/$1/***').replace(HISTORY, '/orders/***').replace(TIMESHIFT, '/$1/***/***/').replace(PAIR, '/$1/***/***');
  if (clean === path) clean = path.replace(LEGACY, '/***/***/$1');
  return clean + query;
}
