import { readFileSync } from 'node:fs';
import { createGuideBuilder, createXmltvReader, type ColumnarGuide, type WantedChannel } from '#core/guide';
import type { Attempt, Candidate, CandidateJob } from '../candidates/candidate';
import { feedFile, feedText, openJudge } from '../candidates/feed';
import { loadPeer } from '../candidates/load-peer';
import type { Judgement } from '../candidates/truth';
import { GUIDE_FIELDS, programmeKey } from './guide-file';
import { channelId, GUIDE_NOW_MS, peopleText } from './guide-rows';
import { ProgrammeCollector, programmeOfTree, type ProgrammeObject, type TreeElement } from './programme-objects';

/** Channels asked for, in percent; all of them when the job does not say. */
const wantedPercent = (job: CandidateJob): number => job.options['wantedPercent'] ?? 100;

/** So many of every hundred channels. */
function wantedChannels(job: CandidateJob): readonly WantedChannel[] {
  const percent = wantedPercent(job);
  const indexes = Array.from({ length: job.options['channels'] ?? 0 }, (_, index) => index);
  return indexes.filter((index) => index % 100 < percent).map((index) => ({ guideKey: channelId(index), name: '' }));
}

/** Where only some channels are wanted, the others' programmes are not missed. */
function settle(job: CandidateJob, judgement: Judgement): Judgement {
  return wantedPercent(job) >= 100 ? judgement : { ...judgement, expected: judgement.expected - judgement.missing, missing: 0 };
}

function judgeGuide(guide: ColumnarGuide, job: CandidateJob): Judgement {
  const judge = openJudge(job.truthPath, GUIDE_FIELDS);
  for (const channel of guide.channels()) {
    for (const row of guide.between(channel.id, 0, Number.MAX_SAFE_INTEGER)) {
      const people = peopleText(row.people ?? []);
      const episode = `${String(row.season ?? 0)}/${String(row.episode ?? 0)}`;
      judge.row(programmeKey(channel.id, row.startMs / 1000), [String(row.stopMs / 1000), row.title, row.subtitle, row.description, row.category, row.picture, episode, people]);
    }
  }
  return settle(job, judge.finish());
}

function prepareOurs(job: CandidateJob): Attempt {
  let guide: ColumnarGuide | null = null;
  const wanted = wantedPercent(job) < 100 ? wantedChannels(job) : null;
  return {
    run() {
      const builder = createGuideBuilder({ nowMs: GUIDE_NOW_MS, ...(wanted === null ? {} : { wanted }) });
      const reader = createXmltvReader(builder);
      feedFile(job.dataPath, (chunk) => reader.push(chunk));
      const end = reader.end();
      if (!end.ok) throw end.error;
      guide = builder.finish();
    },
    rows: () => guide?.programmeCount ?? 0,
    probe: () => ({ dataBytes: guide?.heldBytes ?? 0 }),
    judge: () => (guide === null ? openJudge(job.truthPath, GUIDE_FIELDS).finish() : judgeGuide(guide, job)),
  };
}

function judgeObjects(rows: readonly ProgrammeObject[], job: CandidateJob): Judgement {
  const judge = openJudge(job.truthPath, GUIDE_FIELDS);
  for (const row of rows) {
    const people = peopleText(row.people ?? []);
    const episode = `${String(row.season)}/${String(row.episode)}`;
    judge.row(programmeKey(row.channel, row.startMs / 1000), [String(row.stopMs / 1000), row.title, row.subtitle, row.description, row.category, row.icon, episode, people]);
  }
  return settle(job, judge.finish());
}

/** A candidate that makes objects. `read` is handed the job and a test for wanted channels. */
function objects(name: string, load: () => Promise<(job: CandidateJob, isWanted: (channel: string) => boolean) => readonly ProgrammeObject[]>): Candidate {
  return {
    name, role: 'peer',
    async prepare(job) {
      const read = await load();
      const percent = wantedPercent(job);
      const names = new Set(wantedChannels(job).map((channel) => channel.guideKey));
      const isWanted = percent >= 100 ? (): boolean => true : (channel: string): boolean => names.has(channel);
      let rows: readonly ProgrammeObject[] = [];
      return {
        run() { rows = read(job, isWanted); },
        rows: () => rows.length,
        judge: () => judgeObjects(rows, job),
      };
    },
  };
}

interface SaxesParser {
  on(event: string, handler: (value: never) => void): void;
  write(text: string): void;
  close(): void;
}

const saxes = objects('saxes', async () => {
  const { SaxesParser } = (await loadPeer('saxes')) as { SaxesParser: new () => SaxesParser };
  return (job, isWanted) => {
    const collector = new ProgrammeCollector(isWanted);
    const parser = new SaxesParser();
    // Its default handler gives up at the first fault of the file.
    parser.on('error', () => undefined);
    parser.on('opentag', (tag: { name: string; attributes: Record<string, string> }) => collector.open(tag.name, tag.attributes));
    parser.on('closetag', (tag: { name: string }) => collector.close(tag.name));
    parser.on('text', (text: string) => collector.take(text));
    parser.on('cdata', (text: string) => collector.take(text));
    feedText(job.dataPath, (text) => parser.write(text));
    parser.close();
    return collector.rows;
  };
});

const htmlparser2 = objects('htmlparser2', async () => {
  type Events = Readonly<Record<string, (first: never, second: never) => void>>;
  const { Parser } = (await loadPeer('htmlparser2')) as { Parser: new (events: Events, options: object) => { write(text: string): void; end(): void } };
  return (job, isWanted) => {
    const collector = new ProgrammeCollector(isWanted);
    const parser = new Parser({
      onopentag: (name: string, attributes: Record<string, string>) => collector.open(name, attributes),
      ontext: (text: string) => collector.take(text),
      onclosetag: (name: string) => collector.close(name),
    }, { xmlMode: true });
    feedText(job.dataPath, (text) => parser.write(text));
    parser.end();
    return collector.rows;
  };
});

type FastValue = string | FastElement | readonly (string | FastElement)[];
interface FastElement { readonly [name: string]: FastValue }

const plainText = (value: FastValue | undefined): string => (typeof value === 'string' ? value : '');

function fastElement(name: string, value: string | FastElement): TreeElement {
  if (typeof value === 'string') return { name, attributes: {}, text: value, children: [] };
  const attributes: Record<string, string> = {};
  const children: TreeElement[] = [];
  let text = '';
  for (const [key, child] of Object.entries(value)) {
    if (key === '#text') text = plainText(child);
    else if (key.startsWith('@_')) attributes[key.slice(2)] = plainText(child);
    else for (const one of Array.isArray(child) ? child as readonly (string | FastElement)[] : [child as string | FastElement]) children.push(fastElement(key, one));
  }
  return { name, attributes, text, children };
}

const fastXmlParser = objects('fast-xml-parser', async () => {
  const { XMLParser } = (await loadPeer('fast-xml-parser')) as { XMLParser: new (options: object) => { parse(text: string): { tv: { programme: readonly FastElement[] } } } };
  return (job, isWanted) => {
    const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, htmlEntities: true, trimValues: false, isArray: (name: string) => name === 'programme' });
    const tree = parser.parse(readFileSync(job.dataPath, 'utf8'));
    return tree.tv.programme.filter((element) => isWanted(plainText(element['@_channel']))).map((element) => programmeOfTree(fastElement('programme', element)));
  };
});

interface TxmlNode { readonly tagName: string; readonly attributes: Readonly<Record<string, string>>; readonly children: readonly (string | TxmlNode)[] }

function txmlElement(node: TxmlNode): TreeElement {
  const texts = node.children.filter((child) => typeof child === 'string');
  return { name: node.tagName, attributes: node.attributes, text: texts.join(''), children: node.children.filter((child) => typeof child !== 'string').map(txmlElement) };
}

const txml = objects('txml', async () => {
  const { parse } = (await loadPeer('txml')) as { parse(text: string): readonly (string | TxmlNode)[] };
  return (job, isWanted) => {
    const root = parse(readFileSync(job.dataPath, 'utf8'));
    const found: ProgrammeObject[] = [];
    const visit = (nodes: readonly (string | TxmlNode)[]): void => {
      for (const node of nodes) {
        if (typeof node === 'string') continue;
        if (node.tagName !== 'programme') visit(node.children);
        else if (isWanted(node.attributes['channel'] ?? '')) found.push(programmeOfTree(txmlElement(node)));
      }
    };
    visit(root);
    return found;
  };
});

interface EktotvText { readonly _value: string }
interface EktotvProgramme {
  readonly channel: string;
  readonly start: Date;
  readonly stop?: Date;
  readonly title?: readonly EktotvText[];
  readonly subTitle?: readonly EktotvText[];
  readonly desc?: readonly EktotvText[];
  readonly category?: readonly EktotvText[];
  readonly icon?: readonly { readonly src: string }[];
  readonly episodeNum?: readonly { readonly system?: string; readonly _value: string }[];
  readonly credits?: Readonly<Record<string, readonly EktotvText[]>>;
}

interface EpgText { readonly value?: string; readonly system?: string; readonly src?: string }
interface EpgProgramme {
  readonly channel: string;
  readonly start: string;
  readonly stop: string | null;
  readonly title: readonly EpgText[];
  readonly subTitle: readonly EpgText[];
  readonly desc: readonly EpgText[];
  readonly category: readonly EpgText[];
  readonly icon: readonly EpgText[];
  readonly episodeNum: readonly EpgText[];
  readonly credits: Readonly<Record<string, readonly EpgText[]>>;
}

/** A library's own objects, kept as they are; `toObject` is applied when the rows are compared. */
function ready<Row>(name: string, load: () => Promise<(text: string) => readonly Row[]>, toObject: (row: Row) => ProgrammeObject): Candidate {
  return {
    name, role: 'peer',
    async prepare(job) {
      const parse = await load();
      let rows: readonly Row[] = [];
      return {
        run() { rows = parse(readFileSync(job.dataPath, 'utf8')); },
        rows: () => rows.length,
        judge: () => judgeObjects(rows.map(toObject), job),
      };
    },
  };
}

function seasonOf(text: string | undefined): { season: number; episode: number } {
  const [season = '', episode = ''] = (text ?? '').split('.');
  return { season: season === '' ? 0 : parseInt(season, 10) + 1, episode: episode === '' ? 0 : parseInt(episode, 10) + 1 };
}

const iptvXmltv = ready<EktotvProgramme>(
  '@iptv/xmltv',
  async () => {
    const { parseXmltv } = (await loadPeer('@iptv/xmltv')) as { parseXmltv(text: string): { programmes?: readonly EktotvProgramme[] } };
    return (text) => parseXmltv(text).programmes ?? [];
  },
  (row) => ({
    channel: row.channel, startMs: row.start.getTime(), stopMs: row.stop?.getTime() ?? NaN,
    title: row.title?.[0]?._value ?? '', subtitle: row.subTitle?.[0]?._value ?? '', description: row.desc?.[0]?._value ?? '', category: row.category?.[0]?._value ?? '',
    icon: row.icon?.[0]?.src ?? '', ...seasonOf(row.episodeNum?.find(({ system }) => system === 'xmltv_ns')?._value),
    people: Object.entries(row.credits ?? {}).flatMap(([role, list]) => (Array.isArray(list) ? list.map((person: EktotvText) => ({ role, name: person._value })) : [])),
  }),
);

const epgParser = ready<EpgProgramme>(
  'epg-parser',
  async () => {
    const parser = (await loadPeer('epg-parser'))['default'] as { parse(text: string): { programs: readonly EpgProgramme[] } };
    return (text) => parser.parse(text).programs;
  },
  (row) => ({
    channel: row.channel, startMs: Date.parse(row.start), stopMs: row.stop === null ? NaN : Date.parse(row.stop),
    title: row.title[0]?.value ?? '', subtitle: row.subTitle[0]?.value ?? '', description: row.desc[0]?.value ?? '', category: row.category[0]?.value ?? '',
    icon: row.icon[0]?.src ?? '', ...seasonOf(row.episodeNum.find(({ system }) => system === 'xmltv_ns')?.value),
    people: Object.entries(row.credits).flatMap(([role, list]) => list.map((person) => ({ role, name: person.value ?? '' }))),
  }),
);

/** What reads guides: ours and the libraries. */
export const XMLTV_CANDIDATES: readonly Candidate[] = [
  { name: 'ours', role: 'ours', prepare: async (job) => prepareOurs(job) },
  saxes, htmlparser2, fastXmlParser, txml, iptvXmltv, epgParser,
];
