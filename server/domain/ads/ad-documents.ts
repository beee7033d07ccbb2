import { vastTime } from '#core/ads';
import type { AdCampaignRow, AdEvent } from '#server/store';
import { xmlText } from '../xml-text';
import type { AdBreakTime } from './ad-break-times';

/** A clip in one form. */
export interface AdFile {
  readonly url: string;
  readonly type: 'application/vnd.apple.mpegurl' | 'video/mp4';
}

/** An advertisement with everything a document says of it. Addresses are absolute. */
export interface AdToShow {
  readonly viewId: string;
  readonly campaign: AdCampaignRow;
  readonly creative: number;
  readonly durationMs: number;
  readonly files: readonly AdFile[];
  /** Where a player tells of an event. */
  beacon(event: AdEvent): string;
}

const TOLD: readonly AdEvent[] = ['start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete', 'skip'];

/** VMAP 1.0.1: the breaks of a title, each with the address that fills it. */
export function vmapDocument(breaks: readonly AdBreakTime[], addressOf: (id: string) => string): string {
  const lines = breaks.map(({ id, placement, atMs }) => {
    const offset = placement === 'pre' ? 'start' : vastTime(atMs);
    return `<vmap:AdBreak timeOffset="${offset}" breakType="linear" breakId="${id}"><vmap:AdSource id="${id}" allowMultipleAds="true" followRedirects="true">` +
      `<vmap:AdTagURI templateType="vast4">${xmlText(addressOf(id))}</vmap:AdTagURI></vmap:AdSource></vmap:AdBreak>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<vmap:VMAP xmlns:vmap="http://www.iab.net/videosuite/vmap" version="1.0">\n${lines.join('\n')}\n</vmap:VMAP>\n`;
}

function tracking(ad: AdToShow): string {
  return `<TrackingEvents>${TOLD.map((event) => `<Tracking event="${event}">${xmlText(ad.beacon(event))}</Tracking>`).join('')}</TrackingEvents>`;
}

function common(ad: AdToShow): string {
  return `<AdSystem version="1">Hearth</AdSystem><Error>${xmlText(ad.beacon('error'))}?code=[ERRORCODE]</Error><Impression id="hearth">${xmlText(ad.beacon('impression'))}</Impression>`;
}

function inLine(ad: AdToShow): string {
  const { campaign } = ad;
  const skip = campaign.skipAfterMs >= 0 ? ` skipoffset="${vastTime(campaign.skipAfterMs)}"` : '';
  const files = ad.files.map(({ url, type }) =>
    `<MediaFile delivery="${type === 'video/mp4' ? 'progressive' : 'streaming'}" type="${type}" width="1280" height="720">${xmlText(url)}</MediaFile>`).join('');
  const clicks = campaign.offerUrl === '' ? '' : `<VideoClicks><ClickThrough id="offer">${xmlText(campaign.offerUrl)}</ClickThrough></VideoClicks>`;
  const creativeId = `${campaign.id}/${String(ad.creative)}`;
  return `<InLine>${common(ad)}<AdServingId>${ad.viewId}</AdServingId><AdTitle>${xmlText(campaign.name)}</AdTitle><Creatives><Creative id="${xmlText(creativeId)}">` +
    `<UniversalAdId idRegistry="hearth">${xmlText(creativeId)}</UniversalAdId><Linear${skip}>${tracking(ad)}<Duration>${vastTime(ad.durationMs)}</Duration>` +
    `<MediaFiles>${files}</MediaFiles>${clicks}</Linear></Creative></Creatives></InLine>`;
}

function wrapper(ad: AdToShow): string {
  return `<Wrapper followAdditionalWrappers="true" allowMultipleAds="false" fallbackOnNoAd="false">${common(ad)}<VASTAdTagURI>${xmlText(ad.campaign.tagUrl)}</VASTAdTagURI>` +
    `<Creatives><Creative><Linear>${tracking(ad)}</Linear></Creative></Creatives></Wrapper>`;
}

/** VAST 4.2: a pod; campaigns of other ad servers are wrapped, so that they are counted here too. Empty: a document without an ad. */
export function vastDocument(ads: readonly AdToShow[]): string {
  const lines = ads.map((ad, index) => `<Ad id="${ad.viewId}" sequence="${String(index + 1)}">${ad.campaign.tagUrl === '' ? inLine(ad) : wrapper(ad)}</Ad>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<VAST version="4.2" xmlns="http://www.iab.com/VAST">\n${lines.join('\n')}\n</VAST>\n`;
}

/** When a button that skips what is left of a break may come, seconds into it; `null`: not at all. It leads over all that follows, so nothing may follow. */
function skipFrom(ads: readonly AdToShow[]): number | null {
  const last = ads.at(-1);
  if (last === undefined || last.campaign.skipAfterMs < 0 || last.campaign.skipAfterMs >= last.durationMs) return null;
  const beforeMs = ads.slice(0, -1).reduce((sum, ad) => sum + ad.durationMs, 0);
  return (beforeMs + last.campaign.skipAfterMs) / 1000;
}

/** An advertisement in an asset list, with what is to be told of it and when: seconds into it; what has no time is told when it happens. */
function assetOf(ad: AdToShow, file: AdFile): object {
  const seconds = ad.durationMs / 1000;
  const parts: ReadonlyArray<readonly [AdEvent, number]> =
    [['impression', 0], ['start', 0], ['firstQuartile', 0.25], ['midpoint', 0.5], ['thirdQuartile', 0.75], ['complete', 1]];
  const timed = parts.map(([type, part]) => ({ type, offset: part * seconds, urls: [ad.beacon(type)] }));
  const whenever = (['skip', 'error'] as const).map((type) => ({ type, urls: [ad.beacon(type)] }));
  const payload = [{ type: 'linear', start: 0, duration: seconds, tracking: [...timed, ...whenever] }];
  return { URI: file.url, DURATION: seconds, 'X-AD-CREATIVE-SIGNALING': { version: 2, type: 'slot', payload } };
}

/**
 * The asset list of an HLS interstitial. What is to be told, and when, goes along as SVTA ad creative signalling; players that do not know it
 * play and tell nothing. Somebody else's ad server cannot be asked there.
 */
export function assetListOf(ads: readonly AdToShow[]): object {
  const shown = ads.filter(({ files }) => files.length > 0);
  const offset = skipFrom(shown);
  return {
    ASSETS: shown.flatMap((ad) => ad.files.slice(0, 1).map((file) => assetOf(ad, file))),
    ...(offset === null ? {} : { 'SKIP-CONTROL': { OFFSET: offset } }),
  };
}
