import { AppError, HOUR_MS } from '#core/base';
import type { AdCampaignRow, AdCreative, AdEvent, AdPlacement, AdSessionRow, AdsStore, AdViewRow, CatalogStore, ConsoleStore, RightsStore } from '#server/store';
import type { MediaLibrary } from '../media-library';
import { titleItem } from '../play';
import { subscriptionState } from '../rights';
import type { Asker, Rights, RightsItem } from '../rights';
import { randomToken } from '../server-keys';
import type { ServerKeys } from '../server-keys';
import type { PathSigner } from '../signed-path';
import { adBreakTimes, placementOf } from './ad-break-times';
import type { AdBreakTime } from './ad-break-times';
import { assetListOf, vastDocument, vmapDocument } from './ad-documents';
import type { AdFile, AdToShow } from './ad-documents';
import { AdPolicies } from './ad-policy';
import { inOrder, isMeantFor, playableClips } from './campaign-rules';

/** A long film with a long pause. */
const SESSION_MS = 12 * HOUR_MS;
const EVENTS: readonly AdEvent[] = ['impression', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete', 'skip', 'error'];

/** What advertising is asked for. */
export interface AdRequest {
  readonly asker: Asker;
  readonly isKids: boolean;
  readonly kind: 'movie' | 'episode';
  readonly id: number;
  /** Forms the player plays, best first. */
  readonly forms: readonly string[];
}

/** The breaks of one watching. */
export interface AdOpening {
  /** Names the watching in addresses; says nothing of who watches. */
  readonly token: string;
  readonly breaks: readonly AdBreakTime[];
}

/** What {@link Ads} is built on. */
export interface AdsParts {
  readonly store: { readonly ads: AdsStore; readonly catalog: CatalogStore; readonly console: ConsoleStore; readonly rights: RightsStore };
  readonly rights: Rights;
  readonly library: MediaLibrary;
  readonly signer: PathSigner;
  readonly keys: ServerKeys;
  readonly nowMs: () => number;
  /** 0..1; decides between campaigns of the same priority. */
  readonly random: () => number;
}

interface AdTitle {
  readonly item: RightsItem;
  readonly genres: readonly string[];
  readonly durationMs: number;
}

/** Decides what is advertised where, and counts what was seen of it. */
export class Ads {
  readonly policies: AdPolicies;

  constructor(private readonly parts: AdsParts) {
    this.policies = new AdPolicies(parts.store.console);
  }

  /**
   * Begins a watching. `null` where there is nothing to advertise: switched off, a profile for children, a plan without advertising, a
   * title that was rented or bought, or may not be watched, or no campaign is meant for it.
   */
  async open(request: AdRequest): Promise<AdOpening | null> {
    const { store, rights, keys, nowMs } = this.parts;
    const policy = await this.policies.read();
    if (!policy.isOn || request.isKids) return null;
    const title = await this.titleOf(request.kind, request.id);
    if (title === null) return null;
    const answer = await rights.judge(request.asker, title.item, 'play');
    if (!answer.isAllowed || answer.by === 'rent' || answer.by === 'buy') return null;
    const planIds = await this.planIdsOf(request.asker.account.id);
    if (planIds.some((id) => policy.adFreePlanIds.includes(id))) return null;
    const session: AdSessionRow = {
      id: randomToken(12), deviceKey: keys.sign('ads', `device|${request.asker.deviceId}`), kind: request.kind, genres: title.genres, planIds,
      country: request.asker.country, forms: request.forms, expiresAtMs: nowMs() + SESSION_MS,
    };
    const campaigns = await store.ads.campaigns();
    const isWanted = (placement: AdPlacement): boolean => campaigns.some((campaign) => isMeantFor(campaign, session, placement, nowMs()) && this.hasClip(campaign, session));
    const wanted: Readonly<Record<AdPlacement, boolean>> = { pre: isWanted('pre'), mid: isWanted('mid') };
    const breaks = adBreakTimes(title.durationMs, policy.midEveryMs).filter(({ placement }) => wanted[placement]);
    if (breaks.length === 0) return null;
    await store.ads.openSession(session);
    return { token: this.tokenOf('session', session.id), breaks };
  }

  /** The breaks as VMAP, whose addresses lead to {@link vast}. `base`: where the platform is reached, without a slash at the end. */
  vmap(opening: AdOpening, base: string): string {
    return vmapDocument(opening.breaks, (id) => `${base}/ads/${opening.token}/${id}.xml`);
  }

  /** Fills a break as VAST. Throws `http.forbidden` for a token that is not ours, `http.not-found` for one that is over. */
  async vast(token: string, breakId: string, base: string): Promise<string> {
    return vastDocument(await this.fill(token, breakId, base, () => true));
  }

  /** Fills a break as the asset list of an HLS interstitial. Throws as {@link vast}. */
  async assetList(token: string, breakId: string, base: string): Promise<object> {
    return assetListOf(await this.fill(token, breakId, base, (campaign) => campaign.tagUrl === ''));
  }

  /** Counts what is told, once. Throws `http.forbidden` for an address we did not give out. */
  async told(token: string, event: string): Promise<void> {
    const viewId = this.read('view', token);
    const known = EVENTS.find((each) => each === event);
    if (known === undefined) throw new AppError('http.not-found', { message: 'Nothing is counted there.' });
    await this.parts.store.ads.count(viewId, known, this.parts.nowMs());
  }

  /**
   * The address of a title whose playlists name the breaks as HLS interstitials, from the plain one; unchanged for what are not our own HLS
   * playlists. The mark stands in the signed part of the path, so that nobody else can add or drop it.
   */
  withInterstitials(url: string, expiresAtMs: number, opening: AdOpening): string {
    const { signer } = this.parts;
    const [, token, asset] = /^\/s\/([^/]+)\/vod\/([^/~]+)\/index\.m3u8$/.exec(url) ?? [];
    if (token === undefined || asset === undefined) return url;
    const times = opening.breaks.map((each) => `${each.id}_${String(each.atMs)}`).join('!');
    return signer.sign(`vod/${asset}~${opening.token}~${times}/index.m3u8`, expiresAtMs, signer.tagOf(token));
  }

  private async fill(token: string, breakId: string, base: string, isUsable: (campaign: AdCampaignRow) => boolean): Promise<readonly AdToShow[]> {
    const { store, nowMs, random } = this.parts;
    const session = await store.ads.session(this.read('session', token));
    const placement = placementOf(breakId);
    if (session === null || session.expiresAtMs <= nowMs() || placement === null) throw new AppError('http.not-found', { message: 'This watching is over.' });
    const policy = await this.policies.read();
    if (!policy.isOn) return [];
    const all = (await store.ads.campaigns()).filter(isUsable);
    const fitting = all.filter((campaign) => isMeantFor(campaign, session, placement, nowMs()) && this.hasClip(campaign, session));
    const candidates = inOrder(fitting, random).map((campaign) => {
      const clips = this.clipsOf(campaign, session);
      const creative = clips[Math.floor(random() * clips.length)] ?? 0;
      return { viewId: randomToken(12), campaignId: campaign.id, creative, perHour: campaign.perHour, perDay: campaign.perDay, maxImpressions: campaign.maxImpressions };
    });
    const { mostPerBreak, perHour } = policy;
    const views = await store.ads.issue({ sessionId: session.id, breakId, deviceKey: session.deviceKey, atMs: nowMs(), candidates, most: mostPerBreak, perHour });
    return views.flatMap((view) => this.toShow(view, all, session, base));
  }

  private toShow(view: AdViewRow, campaigns: readonly AdCampaignRow[], session: AdSessionRow, base: string): readonly AdToShow[] {
    const campaign = campaigns.find((each) => each.id === view.campaignId);
    if (campaign === undefined) return [];
    const clip = campaign.creatives[view.creative];
    if (campaign.tagUrl === '' && clip === undefined) return [];
    const token = this.tokenOf('view', view.id);
    return [{
      viewId: view.id, campaign, creative: view.creative, durationMs: clip?.durationMs ?? 0, files: clip === undefined ? [] : this.filesOf(clip, session, base),
      beacon: (event) => `${base}/ads/told/${token}/${event}`,
    }];
  }

  private hasClip(campaign: AdCampaignRow, session: AdSessionRow): boolean {
    return campaign.tagUrl !== '' || this.clipsOf(campaign, session).length > 0;
  }

  private clipsOf(campaign: AdCampaignRow, session: AdSessionRow): readonly number[] {
    return playableClips(campaign, (creative) => this.formsOf(creative).some((form) => session.forms.includes(form)));
  }

  private formsOf({ asset, url }: AdCreative): ReadonlyArray<'hls' | 'mp4'> {
    if (asset === '') return [/\.m3u8(?:[?#]|$)/i.test(url) ? 'hls' : 'mp4'];
    return (['hls', 'mp4'] as const).filter((form) => this.parts.library.assetForms(asset).includes(form));
  }

  private filesOf(creative: AdCreative, session: AdSessionRow, base: string): readonly AdFile[] {
    const type = { hls: 'application/vnd.apple.mpegurl', mp4: 'video/mp4' } as const;
    const file = { hls: 'index.m3u8', mp4: 'file.mp4' } as const;
    const address = (form: 'hls' | 'mp4'): string =>
      creative.asset === '' ? creative.url : base + this.parts.signer.sign(`vod/${encodeURIComponent(creative.asset)}/${file[form]}`, session.expiresAtMs);
    return this.formsOf(creative).filter((form) => session.forms.includes(form)).map((form) => ({ url: address(form), type: type[form] }));
  }

  private async titleOf(kind: AdRequest['kind'], id: number): Promise<AdTitle | null> {
    const { catalog } = this.parts.store;
    const movie = kind === 'movie' ? await catalog.movie(id) : null;
    if (movie !== null) return { item: titleItem('movie', movie), genres: movie.genres, durationMs: movie.durationMs };
    const episode = kind === 'episode' ? await catalog.episode(id) : null;
    const series = episode === null ? null : await catalog.seriesById(episode.seriesId);
    return episode === null || series === null ? null : { item: titleItem('series', series), genres: series.genres, durationMs: episode.durationMs };
  }

  private async planIdsOf(accountId: string): Promise<readonly string[]> {
    const rows = await this.parts.store.rights.subscriptions(accountId);
    return rows.filter((row) => subscriptionState(row, this.parts.nowMs()) !== 'over').map((row) => row.planId);
  }

  private tokenOf(what: 'session' | 'view', id: string): string {
    return `${id}.${this.parts.keys.sign('ads', `${what}|${id}`)}`;
  }

  private read(what: 'session' | 'view', token: string): string {
    const [id = '', signature = '', ...rest] = token.split('.');
    if (rest.length > 0 || !this.parts.keys.isSigned('ads', `${what}|${id}`, signature)) throw new AppError('http.forbidden', { message: 'This address is not ours.' });
    return id;
  }
}
