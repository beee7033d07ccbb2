/** A break that players fill which know HLS interstitials. */
export interface Interstitial {
  readonly id: string;
  /** Milliseconds into the title. */
  readonly atMs: number;
}

/** What the asset part of a signed address says: `<asset>~<token>~pre_0!mid-1_900000`, or the asset alone. */
export interface MarkedAsset {
  readonly asset: string;
  /** Names the watching to whoever fills the breaks; empty without breaks. */
  readonly token: string;
  readonly breaks: readonly Interstitial[];
}

/** Dates of a playlist need a beginning; a title has none of its own. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** Reads {@link MarkedAsset}. What is no break is passed over: the address is signed, so it is ours. */
export function readMarkedAsset(text: string): MarkedAsset {
  const [asset = '', token = '', times = ''] = text.split('~');
  const breaks = times.split('!').flatMap((each) => {
    const [, id, atMs] = /^([a-z0-9-]{1,10})_(\d{1,9})$/.exec(each) ?? [];
    return id === undefined ? [] : [{ id, atMs: Number(atMs) }];
  });
  return { asset, token, breaks: token === '' ? [] : breaks };
}

const date = (ms: number): string => new Date(EPOCH_MS + ms).toISOString();

/** The first segment carries the date all others follow from; `more` stands below it. */
function dated(playlist: string, more: readonly string[]): string {
  return playlist.replace('#EXTINF:', `${[`#EXT-X-PROGRAM-DATE-TIME:${date(0)}`, ...more].join('\n')}\n#EXTINF:`);
}

/** A playlist of sound or subtitles beside one that names breaks: where one playlist of a title has dates, all have the same (RFC 8216, 6.2.4). */
export function besideInterstitials(playlist: string, { breaks }: MarkedAsset): string {
  return breaks.length === 0 ? playlist : dated(playlist, []);
}

/**
 * Names the breaks in a finished playlist (RFC 8216bis, appendix D): players that know interstitials ask for each list of assets when it is
 * due; for all others these lines are comments.
 */
export function withInterstitials(playlist: string, { token, breaks }: MarkedAsset): string {
  if (breaks.length === 0) return playlist;
  const lines = breaks.map(({ id, atMs }) =>
    `#EXT-X-DATERANGE:ID="${id}",CLASS="com.apple.hls.interstitial",START-DATE="${date(atMs)}",CUE="${atMs === 0 ? 'PRE,ONCE' : 'ONCE'}",` +
    `X-ASSET-LIST="../../../../ads/${token}/${id}.json",X-RESUME-OFFSET=0,X-RESTRICT="SKIP,JUMP"`);
  return dated(playlist, lines);
}
