/** A programme as the libraries' users keep it: an object. */
export interface ProgrammeObject {
  channel: string;
  startMs: number;
  stopMs: number;
  title: string;
  subtitle: string;
  description: string;
  category: string;
  icon: string;
  season: number;
  episode: number;
  people: { role: string; name: string }[] | null;
}

const digits = (text: string, from: number, count: number): number => {
  let value = 0;
  for (let i = from; i < from + count; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
};

/** `YYYYMMDDhhmmss ±hhmm`, as quickly as plain code reads it; no offset means UTC. NaN for other forms. */
export function readXmltvTime(text: string | undefined): number {
  if (text === undefined || text.length < 12) return NaN;
  const seconds = text.length >= 14 ? digits(text, 12, 2) : 0;
  const local = Date.UTC(digits(text, 0, 4), digits(text, 4, 2) - 1, digits(text, 6, 2), digits(text, 8, 2), digits(text, 10, 2), seconds);
  const sign = text.charCodeAt(15);
  if (sign !== 43 && sign !== 45) return local;
  const offset = (digits(text, 16, 2) * 60 + digits(text, 18, 2)) * 60_000;
  return sign === 43 ? local - offset : local + offset;
}

/** `season.episode.part`, counted from zero, each maybe with `/total`. */
function putEpisode(row: ProgrammeObject, text: string): void {
  const [season, episode] = text.split('.');
  if (season !== undefined && season.trim() !== '') row.season = parseInt(season, 10) + 1;
  if (episode !== undefined && episode.trim() !== '') row.episode = parseInt(episode, 10) + 1;
}

const ROLES = new Set(['director', 'actor', 'presenter', 'writer', 'guest']);

/** Makes objects from the events of a SAX parser, with as little work as it takes. */
export class ProgrammeCollector {
  readonly rows: ProgrammeObject[] = [];
  private row: ProgrammeObject | null = null;
  /** The element whose text is being collected; empty: none. */
  private target = '';
  private text = '';
  private isNumbered = false;

  constructor(private readonly isWanted: (channel: string) => boolean) {}

  open(name: string, attributes: Readonly<Record<string, string | undefined>>): void {
    if (name === 'programme') {
      const channel = attributes['channel'] ?? '';
      this.row = this.isWanted(channel)
        ? { channel, startMs: readXmltvTime(attributes['start']), stopMs: readXmltvTime(attributes['stop']), title: '', subtitle: '', description: '', category: '', icon: '', season: 0, episode: 0, people: null }
        : null;
      return;
    }
    if (this.row === null) return;
    if (name === 'icon') {
      if (this.row.icon === '') this.row.icon = attributes['src'] ?? '';
    } else if (name === 'title' || name === 'sub-title' || name === 'desc' || name === 'category' || name === 'episode-num' || ROLES.has(name)) {
      this.target = name;
      this.text = '';
      this.isNumbered = attributes['system'] === 'xmltv_ns';
    }
  }

  take(text: string): void {
    if (this.target !== '') this.text += text;
  }

  close(name: string): void {
    const { row } = this;
    if (row === null) return;
    if (name === 'programme') {
      this.rows.push(row);
      this.row = null;
    } else if (name === this.target) {
      this.put(row, name, this.text.trim());
      this.target = '';
    }
  }

  private put(row: ProgrammeObject, name: string, text: string): void {
    if (name === 'title') row.title = row.title === '' ? text : row.title;
    else if (name === 'sub-title') row.subtitle = row.subtitle === '' ? text : row.subtitle;
    else if (name === 'desc') row.description = row.description === '' ? text : row.description;
    else if (name === 'category') row.category = row.category === '' ? text : row.category;
    else if (name !== 'episode-num') (row.people ??= []).push({ role: name, name: text });
    else if (this.isNumbered) putEpisode(row, text);
  }
}

/** An element of a tree, however the library names its parts. */
export interface TreeElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly children: readonly TreeElement[];
}

/** Makes an object from a `programme` element of a tree. */
export function programmeOfTree(element: TreeElement): ProgrammeObject {
  const collector = new ProgrammeCollector(() => true);
  const walk = (node: TreeElement): void => {
    collector.open(node.name, node.attributes);
    if (node.text !== '') collector.take(node.text);
    for (const child of node.children) walk(child);
    collector.close(node.name);
  };
  walk(element);
  const [row] = collector.rows;
  if (row === undefined) throw new Error('the element is no programme');
  return row;
}
