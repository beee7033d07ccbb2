import { DAY_MS } from '#core/base';
import { publicGuideKey } from '#server/domain';
import type { Platform } from '#server/domain';
import type { ChannelRow, ProgrammeRow } from '#server/store';
import type { FormBody } from '../form-body';
import { base64, epochText, utcText } from './xtream-types';

/** How far the guide of one channel reaches ahead, for day tables and short guides. */
const AHEAD_MS = 7 * DAY_MS;
const DEFAULT_LIMIT = 4;
const MOST_ROWS = 500;
const MOST_CHANNELS = 100;

function listing(row: ProgrammeRow, channel: ChannelRow): object {
  const id = `${String(channel.id)}${epochText(row.startMs)}`;
  return {
    id,
    epg_id: String(channel.id),
    title: base64(row.title),
    lang: '',
    start: utcText(row.startMs),
    end: utcText(row.stopMs),
    stop: utcText(row.stopMs),
    description: base64(row.description),
    channel_id: publicGuideKey(row.guideKey),
    start_timestamp: epochText(row.startMs),
    stop_timestamp: epochText(row.stopMs),
  };
}

async function channelOf(platform: Platform, text: string, includesAdult: boolean): Promise<ChannelRow | null> {
  const channel = /^\d{1,15}$/.test(text) ? await platform.store.catalog.channel(Number(text)) : null;
  return channel === null || (channel.isAdult && !includesAdult) ? null : channel;
}

async function shortRows(platform: Platform, channel: ChannelRow | null, limit: number): Promise<readonly object[]> {
  if (channel === null) return [];
  const now = platform.nowMs();
  const rows = await platform.guide.ofChannel(channel.guideKey, now, now + AHEAD_MS);
  return rows.slice(0, limit).map((row) => listing(row, channel));
}

/** The answer of `get_short_epg`: what is on and follows; several channels answer an object keyed by stream id. */
export async function shortEpg(platform: Platform, fields: FormBody, includesAdult: boolean): Promise<object> {
  const asked = Number(fields['limit'] ?? DEFAULT_LIMIT);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST_ROWS) : DEFAULT_LIMIT;
  const ids = (fields['stream_id'] ?? '').split(',').slice(0, MOST_CHANNELS);
  const isMulti = ids.length > 1 || (fields['multi'] ?? '0') !== '0';
  if (!isMulti) return { epg_listings: await shortRows(platform, await channelOf(platform, ids[0] ?? '', includesAdult), limit) };
  const answer: Record<string, readonly object[]> = {};
  for (const id of ids) answer[id] = await shortRows(platform, await channelOf(platform, id, includesAdult), limit);
  return answer;
}

/** The answer of `get_simple_data_table`: archive and days ahead of one channel, with what is on and what can be caught up. */
export async function dataTable(platform: Platform, fields: FormBody, includesAdult: boolean): Promise<object> {
  const channel = await channelOf(platform, fields['stream_id'] ?? '', includesAdult);
  if (channel === null) return { epg_listings: [] };
  const now = platform.nowMs();
  const oldestMs = now - channel.archiveDays * DAY_MS;
  const rows = await platform.guide.ofChannel(channel.guideKey, now - Math.max(1, channel.archiveDays) * DAY_MS, now + AHEAD_MS);
  return {
    epg_listings: rows.map((row) => ({
      ...listing(row, channel),
      now_playing: row.startMs <= now && now < row.stopMs ? 1 : 0,
      has_archive: channel.archiveDays > 0 && row.startMs >= oldestMs && row.startMs < now ? 1 : 0,
    })),
  };
}

/** The answer of `get_epg` (newer panels): a bare list with integer times. */
export async function fullEpg(platform: Platform, fields: FormBody, includesAdult: boolean): Promise<readonly object[]> {
  const now = platform.nowMs();
  const fromMs = (fields['from_now'] ?? '0') === '0' ? now - DAY_MS : now;
  const answer: object[] = [];
  for (const id of (fields['stream_id'] ?? '').split(',').slice(0, MOST_CHANNELS)) {
    const channel = await channelOf(platform, id, includesAdult);
    if (channel === null) continue;
    for (const row of await platform.guide.ofChannel(channel.guideKey, fromMs, now + AHEAD_MS)) {
      answer.push({ ...listing(row, channel), start: Math.floor(row.startMs / 1000), end: Math.floor(row.stopMs / 1000) });
    }
  }
  return answer;
}
