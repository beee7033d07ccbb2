import { AppError, SECOND_MS } from '#core/base';
import type { AdCampaignRow, AdCreative, AdPlacement, AdSessionRow } from '#server/store';

/** Nobody watches longer ones to their end, and a set that waits for a broken clip waits no longer. */
const LONGEST_CLIP_MS = 180_000;
const ADDRESS = /^https?:\/\/[^\s"'<>\\]{3,2000}$/i;

/** A clip as operators name it: `place` is an address, or one of our own media. */
export function clipAt(place: string, seconds: number): AdCreative {
  const isAddress = /^https?:\/\//i.test(place);
  return { asset: isAddress ? '' : place, url: isAddress ? place : '', durationMs: seconds * SECOND_MS };
}

/** A campaign's clips in a form the player plays, by their place among all of them. */
export function playableClips(campaign: AdCampaignRow, canPlay: (creative: AdCreative) => boolean): readonly number[] {
  return campaign.creatives.map((creative, index) => (canPlay(creative) ? index : -1)).filter((index) => index >= 0);
}

function fits(wanted: readonly string[], has: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const known = new Set(has.map((each) => each.toLowerCase()));
  return wanted.some((each) => known.has(each.toLowerCase()));
}

/** Whether a campaign may stand in such a break of what is being watched. Caps are another question. */
export function isMeantFor(campaign: AdCampaignRow, session: Pick<AdSessionRow, 'kind' | 'genres' | 'planIds' | 'country'>, placement: AdPlacement, nowMs: number): boolean {
  if (!campaign.isActive || nowMs < campaign.fromMs || (campaign.untilMs > 0 && nowMs >= campaign.untilMs)) return false;
  return (
    fits(campaign.placements, [placement]) && fits(campaign.kinds, [session.kind]) && fits(campaign.genres, session.genres) &&
    fits(campaign.planIds, session.planIds) && fits(campaign.countries, session.country === '' ? [] : [session.country])
  );
}

/**
 * Campaigns in the order they are asked: by priority, those of the same one shuffled by their weights, so that with weights of 3 and 1 the
 * first comes first three times out of four. `random` answers 0..1.
 */
export function inOrder(campaigns: readonly AdCampaignRow[], random: () => number): readonly AdCampaignRow[] {
  // The smaller, the earlier: exponential times with the weights as rates (Efraimidis and Spirakis, 2006).
  const keyed = campaigns.map((campaign) => ({ campaign, key: -Math.log(1 - random()) / Math.max(1, campaign.weight) }));
  return keyed.sort((a, b) => b.campaign.priority - a.campaign.priority || a.key - b.key).map(({ campaign }) => campaign);
}

/** Throws `input.invalid` with what is wrong with a campaign. */
export function mustBeSound(campaign: AdCampaignRow): void {
  const refuse = (message: string): never => {
    throw new AppError('input.invalid', { message });
  };
  if (campaign.name.trim() === '') refuse('A campaign has a name.');
  if (campaign.untilMs > 0 && campaign.untilMs <= campaign.fromMs) refuse('It ends before it begins.');
  if (campaign.countries.some((country) => !/^[A-Z]{2}$/.test(country))) refuse('Countries are codes of two letters, for example NZ.');
  if (campaign.weight < 1) refuse('The weight is at least 1.');
  for (const address of [campaign.offerUrl, campaign.tagUrl, ...campaign.creatives.map((creative) => creative.url)]) {
    if (address !== '' && !ADDRESS.test(address)) refuse('Addresses begin with http:// or https://.');
  }
  if ((campaign.tagUrl === '') === (campaign.creatives.length === 0)) refuse('A campaign has clips of its own or the address of an ad server, one of both.');
  for (const { asset, url, durationMs } of campaign.creatives) {
    if ((asset === '') === (url === '')) refuse('A clip is one of our own media or an address.');
    if (durationMs < 1000 || durationMs > LONGEST_CLIP_MS) refuse('A clip lasts from 1 second to 3 minutes.');
  }
}
