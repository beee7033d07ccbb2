import { createSeededRandom } from '#core/base';
import type { SeededRandom } from '#core/base';
import { createVocabulary, type Vocabulary } from '../data/vocabulary';

/** The moment made guides are about: Monday, 10 June 2024, 18:00 UTC. */
export const GUIDE_NOW_MS = Date.UTC(2024, 5, 10, 18);
const DAY_SEC = 86_400;
/** Made guides reach from three days back to eleven ahead, all within the window ours keeps. */
const PAST_DAYS = 3;
const DAYS = 14;

/** A programme of a made guide: what is written, and what a reader has to find. `null` is not compared. */
export interface GuideRow {
  readonly lines: string;
  readonly channel: string;
  readonly startSec: number;
  /** Empty where the guide does not say. */
  readonly stopSec: number | null;
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly description: string | null;
  readonly category: string | null;
  readonly icon: string | null;
  /** `season/episode` counted from 1, `0/0` without. */
  readonly episode: string | null;
  /** See {@link peopleText}. */
  readonly people: string | null;
}

/** A channel of a made guide. */
export interface GuideChannelRow {
  readonly lines: string;
  readonly id: string;
}

const OFFSETS = ['+0000', '+0100', '+0200', '+0200', '+0200', '+0300', '+0530', '+0545', '-0330', '-0500', '-0030'];
const CATEGORIES = ['News', 'Sport', 'Movie', 'Série', 'Дети', 'Μουσική', 'أخبار', '纪录片', 'Kids & Family', 'Talk'];
const ROLES = ['director', 'actor', 'presenter', 'writer', 'guest'];
const LANGUAGES = ['de', 'fr', 'en', 'ru', 'el', 'ar', 'he', 'zh', 'hi'];

/** Share of programmes that have been on before. */
const RERUNS = 0.2;

/** A part of a programme as it is written and as it is to be read. */
interface Written {
  readonly lines: string;
  readonly value: string;
}

/** A programme without channel and times. */
type Body = Omit<GuideRow, 'channel' | 'startSec' | 'stopSec'>;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** A moment in XMLTV's form, on the wall clock of an offset. */
export function xmltvTime(seconds: number, offset: string): string {
  const sign = offset.startsWith('-') ? -1 : 1;
  const minutes = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3, 5)));
  const date = new Date((seconds + minutes * 60) * 1000);
  return pad(date.getUTCFullYear(), 4) + pad(date.getUTCMonth() + 1, 2) + pad(date.getUTCDate(), 2) + pad(date.getUTCHours(), 2) + pad(date.getUTCMinutes(), 2) + pad(date.getUTCSeconds(), 2);
}

/** The id of the n-th channel of a guide. Some hold signs that must be escaped. */
export function channelId(index: number): string {
  return index % 17 === 3 ? `R&D.${String(index)}.fr` : `channel${String(index)}.example`;
}

/** A text as XML writes it. */
export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Credits for comparing: by role, since trees of elements lose the order between roles. */
export function peopleText(people: readonly { readonly role: string; readonly name: string }[]): string {
  return [...people].sort((a, b) => (a.role < b.role ? -1 : a.role > b.role ? 1 : 0)).map(({ role, name }) => `${role} ${name}`).join(';');
}

/** Makes channels and programmes of a guide in many scripts, in all the forms XML and the DTD allow. */
export class GuideRows {
  readonly random: SeededRandom;
  readonly vocabulary: Vocabulary = createVocabulary();
  /** What this channel has shown. */
  private readonly reruns: Body[] = [];

  constructor(seed: number) {
    this.random = createSeededRandom(seed);
  }

  /** A channel's description. */
  channel(index: number): GuideChannelRow {
    const id = channelId(index);
    const name = this.vocabulary.title(this.random);
    const lines = `  <channel id="${escapeXml(id)}">\n    <display-name lang="${this.random.pick(LANGUAGES)}">${escapeXml(name)}</display-name>\n    <icon src="http://logos.guide.example/${String(index)}.png" />\n  </channel>\n`;
    return { lines, id };
  }

  /** A channel's programmes, one after the other without gaps. Some are reruns. */
  *programmes(channel: string): Generator<GuideRow> {
    this.reruns.length = 0;
    const offset = this.random.pick(OFFSETS);
    const endSec = GUIDE_NOW_MS / 1000 + (DAYS - PAST_DAYS) * DAY_SEC;
    let startSec = GUIDE_NOW_MS / 1000 - PAST_DAYS * DAY_SEC;
    while (startSec < endSec) {
      const stopSec = startSec + 300 * (3 + this.random.below(17));
      yield this.programme(channel, startSec, stopSec, offset);
      startSec = stopSec;
    }
  }

  private programme(channel: string, startSec: number, stopSec: number, zone: string): GuideRow {
    const { random } = this;
    // The DTD: a time without an offset is UTC.
    const offset = random.chance(0.03) ? '' : zone;
    const time = (seconds: number): string => (offset === '' ? xmltvTime(seconds, '+0000') : `${xmltvTime(seconds, offset)} ${offset}`);
    const isOpen = random.chance(0.01);
    const quote = random.chance(0.02) ? "'" : '"';
    const remark = random.chance(0.01) ? '  <!-- <programme> in a remark is none -->\n' : '';
    const body = this.body();
    return {
      ...body,
      lines: `${remark}  <programme start=${quote}${time(startSec)}${quote} ${isOpen ? '' : `stop=${quote}${time(stopSec)}${quote} `}channel=${quote}${escapeXml(channel)}${quote}>\n${body.lines}  </programme>\n`,
      channel, startSec, stopSec: isOpen ? null : stopSec,
    };
  }

  /** What is told of a programme: something new, or what was told of an earlier one. */
  private body(): Body {
    const { random, reruns } = this;
    if (reruns.length > 0 && random.chance(RERUNS)) return random.pick(reruns);
    const language = random.pick(LANGUAGES);
    const none = { lines: '', value: '' };
    const title = this.text(1 + random.below(4), 'title', language);
    const second = random.chance(0.04) ? `    <title lang="xx">${this.vocabulary.word(random)}</title>\n` : '';
    const subtitle = random.chance(0.5) ? this.text(2 + random.below(4), 'sub-title', language) : none;
    const description = random.chance(0.78) ? this.text(10 + random.below(34), 'desc', language) : none;
    const people = random.chance(0.25) ? this.people() : none;
    const category = random.chance(0.8) ? random.pick(CATEGORIES) : '';
    const icon = random.chance(0.4) ? `http://pictures.guide.example/show.jpg?id=${String(random.below(1e6))}&w=300` : '';
    const episode = random.chance(0.35) ? this.episode() : { lines: '', value: '0/0' };
    const categoryLines = category === '' ? '' : `    <category lang="en">${escapeXml(category)}</category>\n`;
    const rating = random.chance(0.2) ? `    <rating system="FSK">\n      <value>${String(random.pick([0, 6, 12, 16, 18]))}</value>\n    </rating>\n` : '';
    const body = {
      lines: [
        title.lines, second, subtitle.lines, description.lines, people.lines, random.chance(0.2) ? `    <date>${String(1980 + random.below(45))}</date>\n` : '',
        categoryLines, category !== '' && random.chance(0.3) ? '    <category lang="en">Other</category>\n' : '',
        icon === '' ? '' : `    <icon src="${escapeXml(icon)}" />\n`, episode.lines, rating,
      ].join(''),
      title: title.value, subtitle: subtitle.value, description: description.value, category, icon, episode: episode.value, people: people.value,
    };
    reruns.push(body);
    return body;
  }

  /** An element's text in one of the ways XML can say it. */
  private text(words: number, name: string, language: string): Written {
    const { random } = this;
    const plain = this.vocabulary.sentence(random, words);
    const kind = random.next();
    const element = (content: string): string => `    <${name} lang="${language}">${content}</${name}>\n`;
    const word = this.vocabulary.word(random);
    if (kind < 0.04) return { lines: element(`${escapeXml(plain)} &amp; ${word}`), value: `${plain} & ${word}` };
    if (kind < 0.06) return { lines: element(`&quot;${plain}&quot; &lt;${word}&gt; &#39;&#x2019;`), value: `"${plain}" <${word}> '\u2019` };
    if (kind < 0.07) return { lines: element(`${plain} &amp;amp; ${word}`), value: `${plain} &amp; ${word}` };
    if (kind < 0.09) return { lines: element(`<![CDATA[${plain} & <${word}>]]>`), value: `${plain} & <${word}>` };
    if (kind < 0.1) return { lines: element(`${plain} <![CDATA[& ${word}]]> &amp; ${word}`), value: `${plain} & ${word} & ${word}` };
    if (kind < 0.12) return { lines: element(`${plain} = ${word} > "${word}"`), value: `${plain} = ${word} > "${word}"` };
    if (kind < 0.14 && name === 'desc') return { lines: element(`${plain}\n\n${word}`), value: `${plain}\n\n${word}` };
    return { lines: element(plain), value: plain };
  }

  private people(): Written {
    const { random } = this;
    const found: { readonly role: string; readonly name: string }[] = [];
    for (let i = 1 + random.below(5); i > 0; i -= 1) found.push({ role: random.pick(ROLES), name: this.vocabulary.sentence(random, 2) });
    const lines = found.map(({ role, name }) => `      <${role}${role === 'actor' ? ` role="${this.vocabulary.word(random)}"` : ''}>${name}</${role}>\n`);
    return { lines: `    <credits>\n${lines.join('')}    </credits>\n`, value: peopleText(found) };
  }

  private episode(): Written {
    const [season, episode] = [1 + this.random.below(12), 1 + this.random.below(24)];
    const onscreen = this.random.chance(0.3) ? `    <episode-num system="onscreen">S${pad(season, 2)}E${pad(episode, 2)}</episode-num>\n` : '';
    return { lines: `    <episode-num system="xmltv_ns">${String(season - 1)}.${String(episode - 1)}.</episode-num>\n${onscreen}`, value: `${String(season)}/${String(episode)}` };
  }
}
