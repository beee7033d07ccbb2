import { DAY_MS } from '#core/base';
import { publicGuideKey, xmlText } from '#server/domain';
import type { Platform } from '#server/domain';
import type { ChannelRow, ProgrammeRow } from '#server/store';
import { absoluteUrl } from '../base-url';

/** The window of `xmltv.php`: what archives hold, and what guides usually know ahead. */
const PAST_MS = 7 * DAY_MS;
const AHEAD_MS = 14 * DAY_MS;

function xmltvTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace(/[-:T]/g, '')} +0000`;
}

function element(name: string, text: string): string {
  return text === '' ? '' : `<${name}>${xmlText(text)}</${name}>`;
}

function channelXml(channel: ChannelRow, base: string): string {
  const icon = channel.logo === '' ? '' : `<icon src="${xmlText(absoluteUrl(channel.logo, base))}"/>`;
  return `<channel id="${xmlText(publicGuideKey(channel.guideKey))}">${element('display-name', channel.name)}${icon}</channel>\n`;
}

function programmeXml(row: ProgrammeRow, base: string): string {
  const icon = row.picture === '' ? '' : `<icon src="${xmlText(absoluteUrl(row.picture, base))}"/>`;
  const rating = row.age < 0 ? '' : `<rating system="age"><value>${String(row.age)}</value></rating>`;
  // The order is the DTD's.
  const inner = element('title', row.title) + element('sub-title', row.subtitle) + element('desc', row.description) + element('category', row.category);
  return `<programme start="${xmltvTime(row.startMs)}" stop="${xmltvTime(row.stopMs)}" channel="${xmlText(publicGuideKey(row.guideKey))}">${inner}${icon}${rating}</programme>\n`;
}

/** The whole guide of every channel an account may see, piece by piece. */
export async function* xmltvChunks(platform: Platform, includesAdult: boolean, base: string): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tv SYSTEM "xmltv.dtd">\n';
  yield `<tv generator-info-name="${xmlText(platform.config.name)}">\n`;
  const described = new Set<string>();
  for await (const page of platform.store.catalog.channels({ includesAdult })) {
    let text = '';
    for (const channel of page) {
      if (channel.guideKey === '' || described.has(channel.guideKey)) continue;
      described.add(channel.guideKey);
      text += channelXml(channel, base);
    }
    yield text;
  }
  const now = platform.nowMs();
  for await (const step of platform.guide.ofChannels(Array.from(described), now - PAST_MS, now + AHEAD_MS)) {
    for (const rows of step.values()) yield rows.map((row) => programmeXml(row, base)).join('');
  }
  yield '</tv>\n';
}
