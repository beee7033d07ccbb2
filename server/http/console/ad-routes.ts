import { Type } from '@sinclair/typebox';
import type { Static } from '@sinclair/typebox';
import { AppError, DAY_MS, MINUTE_MS, SECOND_MS } from '#core/base';
import type { ConsoleAdFigures, ConsoleAds, ConsoleCampaign } from '#server/console';
import { clipAt, mustBeSound } from '#server/domain';
import type { Platform } from '#server/domain';
import type { AdCampaignRow, AdSumRow } from '#server/store';
import type { ConsoleRoutes } from './console-routes';

const STRICT = { additionalProperties: false };
const Moment = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 });
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
const Word = Type.String({ minLength: 1, maxLength: 60 });
const Words = Type.Array(Word, { maxItems: 100 });
const Campaign = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }), isActive: Type.Boolean(), fromMs: Moment, untilMs: Moment,
  kinds: Type.Array(Type.Union([Type.Literal('movie'), Type.Literal('episode')]), { maxItems: 2 }), genres: Words, planIds: Words, countries: Words,
  placements: Type.Array(Type.Union([Type.Literal('pre'), Type.Literal('mid')]), { maxItems: 2 }), priority: Type.Integer({ minimum: 0, maximum: 1000 }),
  weight: Type.Integer({ minimum: 1, maximum: 1000 }), perHour: Count, perDay: Count, maxImpressions: Count,
  skipAfterSeconds: Type.Integer({ minimum: -1, maximum: 180 }), offerUrl: Type.String({ maxLength: 500 }), tagUrl: Type.String({ maxLength: 2000 }),
  clips: Type.Array(Type.Object({ place: Type.String({ minLength: 1, maxLength: 2000 }), seconds: Type.Integer({ minimum: 1, maximum: 180 }) }, STRICT), { maxItems: 20 }),
}, STRICT);
const Policy = Type.Object({
  isOn: Type.Boolean(), midEveryMinutes: Type.Integer({ minimum: 0, maximum: 600 }), mostPerBreak: Type.Integer({ minimum: 1, maximum: 6 }),
  perHour: Type.Integer({ minimum: 0, maximum: 1000 }), adFreePlanIds: Words,
}, STRICT);

const LATELY_DAYS = 30;

function rowOf(id: string, body: Static<typeof Campaign>): AdCampaignRow {
  const { skipAfterSeconds, clips, ...rest } = body;
  const creatives = clips.map(({ place, seconds }) => clipAt(place, seconds));
  return { ...rest, id, skipAfterMs: skipAfterSeconds < 0 ? -1 : skipAfterSeconds * SECOND_MS, creatives };
}

function figuresOf(id: string, sums: readonly AdSumRow[]): ConsoleAdFigures {
  const of = (event: AdSumRow['event']): number => sums.filter((row) => row.campaignId === id && row.event === event).reduce((sum, row) => sum + row.count, 0);
  return { impressions: of('impression'), completed: of('complete'), skipped: of('skip'), failed: of('error') };
}

function stateOf(row: AdCampaignRow, impressions: number, nowMs: number): ConsoleCampaign['state'] {
  if (row.maxImpressions > 0 && impressions >= row.maxImpressions) return 'used-up';
  if (row.untilMs > 0 && nowMs >= row.untilMs) return 'over';
  if (!row.isActive) return 'paused';
  return nowMs < row.fromMs ? 'planned' : 'running';
}

function campaignOf(row: AdCampaignRow, sums: readonly AdSumRow[], nowMs: number): ConsoleCampaign {
  const { skipAfterMs, creatives, ...rest } = row;
  const figures = figuresOf(row.id, sums);
  const today = Math.floor(nowMs / DAY_MS);
  const seen = sums.filter((sum) => sum.campaignId === row.id && sum.event === 'impression');
  const days = Array.from({ length: LATELY_DAYS }, (_none, index) => seen.find((sum) => sum.day === today - LATELY_DAYS + 1 + index)?.count ?? 0);
  return {
    ...rest, skipAfterSeconds: skipAfterMs < 0 ? -1 : Math.round(skipAfterMs / SECOND_MS), state: stateOf(row, figures.impressions, nowMs), figures, days,
    clips: creatives.map(({ asset, url, durationMs }) => ({ place: asset === '' ? url : asset, seconds: Math.round(durationMs / SECOND_MS) })),
  };
}

/** `ads`: campaigns with their figures, and what holds for all advertising. */
export function adRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { ads, rights } = platform.store;
  const { policies } = platform.ads;

  routes.read('ads', 'look', async (): Promise<ConsoleAds> => {
    const sums = await ads.sums(0);
    const { midEveryMs, ...policy } = await policies.read();
    return {
      policy: { ...policy, midEveryMinutes: Math.round(midEveryMs / MINUTE_MS) },
      campaigns: (await ads.campaigns()).map((row) => campaignOf(row, sums, platform.nowMs())),
      plans: (await rights.plans()).map(({ id, name }) => ({ id, name })),
    };
  });

  routes.change('PUT', 'ads/policy', 'sale', Policy, async ({ body }) => {
    const { midEveryMinutes, ...policy } = body;
    await policies.write({ ...policy, midEveryMs: midEveryMinutes * MINUTE_MS });
    return { note: { action: 'ads.policy', subject: body.isOn ? 'on' : 'off', detail: JSON.stringify(body) } };
  });

  routes.change('PUT', 'ads/campaigns/:id', 'sale', Campaign, async ({ id, body }) => {
    if (!/^[a-z0-9][a-z0-9._-]{0,39}$/.test(id)) throw new AppError('input.invalid', { message: 'A short name has up to 40 small letters, digits, dots and dashes.' });
    const row = rowOf(id, body);
    mustBeSound(row);
    const missing = row.creatives.find(({ asset }) => asset !== '' && platform.library.assetForms(asset).length === 0);
    if (missing !== undefined) throw new AppError('input.invalid', { message: `We have no media called "${missing.asset}".` });
    await ads.putCampaign(row);
    return { note: { action: 'ads.campaign', subject: id, detail: row.name } };
  });

  routes.change('DELETE', 'ads/campaigns/:id', 'sale', null, async ({ id }) => {
    if (!(await ads.removeCampaign(id))) throw new AppError('http.not-found', { message: 'There is no such campaign.' });
    return { note: { action: 'ads.campaign-remove', subject: id } };
  });
}
