import type { PlaylistRows } from './playlist-rows';

/** What an odd piece of a playlist must be read as. A field left out is not compared. */
export interface OddRow {
  readonly url: string;
  readonly name?: string;
  readonly group?: string;
  readonly logo?: string;
  readonly tvgId?: string;
}

/** A piece of a playlist that follows no rule, and the rows in it. */
export interface OddPiece {
  readonly text: string | Uint8Array;
  readonly rows: readonly OddRow[];
}

type Make = (rows: PlaylistRows) => OddPiece;

const one = (text: string, row: OddRow): OddPiece => ({ text, rows: [row] });
const file = (rows: PlaylistRows, extension = 'ts'): string => `http://line.provider.example:8080/live/u/p/${String(rows.nextId())}.${extension}`;
const encodeLatin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);

/** Every oddness seen in lists of the field, by what it is (protocols: M3U-plus grammar, fixtures of players). */
const ODDITIES: Readonly<Record<string, Make>> = {
  unclosedQuote: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`#EXTINF:-1 tvg-id="abc tvg-logo="http://l.example/a.png" group-title="News",${name}\n${url}\n`, { url, name, group: 'News', logo: 'http://l.example/a.png', tvgId: 'abc' });
  },
  withoutQuotes: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`#EXTINF:-1 tvg-id=abc.de group-title="Sport" tvg-logo="",${name}\n${url}\n`, { url, name, group: 'Sport', tvgId: 'abc.de' });
  },
  singleQuotes: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`#EXTINF:-1 tvg-id='abc.de' group-title='Sport',${name}\n${url}\n`, { url, name, group: 'Sport', tvgId: 'abc.de' });
  },
  capitals: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`#extinf:-1 TVG-ID="x.de" Group-Title="Kids",${name}\n${url}\n`, { url, name, group: 'Kids', tvgId: 'x.de' });
  },
  runningGroup: (rows) => {
    const found = [rows.title(), rows.title(), rows.title()].map((name) => ({ name, url: file(rows), group: 'Running' }));
    return { text: `#EXTGRP:Running\n${found.map(({ name, url }) => `#EXTINF:-1,${name}\n${url}\n`).join('')}`, rows: found };
  },
  pipe: (rows) => {
    const [name, url] = [rows.title(), file(rows, 'm3u8')];
    return one(`#EXTINF:-1 group-title="Web",${name}\n${url}|User-Agent=Mozilla/5.0 (TV)&Referer=http://site.example/\n`, { url, name, group: 'Web' });
  },
  playerOptions: (rows) => {
    const [name, url] = [rows.title(), file(rows, 'm3u8')];
    return one(`#EXTINF:-1 group-title="Web",${name}\n#EXTVLCOPT:http-user-agent=Player/1.0\n#KODIPROP:inputstream=inputstream.adaptive\n${url}\n`, { url, name, group: 'Web' });
  },
  decoration: (rows) => {
    const url = `http://localhost/${String(rows.nextId())}`;
    return one(`#EXTINF:-1 group-title="Sport",##### ${rows.vocabulary.word(rows.random)} #####\n${url}\n`, { url, group: 'Sport' });
  },
  freeText: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`═══ all channels ═══\n\n#EXTINF:-1 group-title="News",${name}\n${url}\n`, { url, name, group: 'News' });
  },
  withoutAddress: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`#EXTINF:-1 group-title="Gone",Gone\n#EXTINF:-1 group-title="News",${name}\n${url}\n`, { url, name, group: 'News' });
  },
  withoutName: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`#EXTINF:-1 tvg-name="${name}" group-title="News",\n${url}\n`, { url, name, group: 'News' });
  },
  carriageReturns: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`\r\n#EXTINF:0 group-title="News", ${name} \r\n  ${url}\t\r\n`, { url, name, group: 'News' });
  },
  otherSchemes: (rows) => {
    const name = rows.title();
    const url = rows.random.pick(['rtmp://r.example/live/', 'udp://@239.1.1.1:1234/', 'rtsp://r.example:554/']) + String(rows.nextId());
    return one(`#EXTINF:-1 group-title="Net",${name}\n${url}\n`, { url, name, group: 'Net' });
  },
  quotesInTitle: (rows) => {
    const [name, url] = [`${rows.vocabulary.word(rows.random)} "live" = ${rows.vocabulary.word(rows.random)}`, file(rows)];
    return one(`#EXTINF:-1 group-title="News",${name}\n${url}\n`, { url, name, group: 'News' });
  },
  quotesInQuotes: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`#EXTINF:-1 tvg-name="Tom "The Cat" Show" group-title="Kids",${name}\n${url}\n`, { url, name, group: 'Kids' });
  },
  withoutSpace: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`#EXTINF:-1 tvg-id="q.de"tvg-logo="http://l.example/b,c.png"group-title="Kids",${name}\n${url}\n`, { url, name, group: 'Kids', tvgId: 'q.de', logo: 'http://l.example/b,c.png' });
  },
  joinedFiles: (rows) => {
    const [name, url] = [rows.title(), file(rows)];
    return one(`\ufeff#EXTM3U url-tvg="http://g.example/2.xml.gz"\n#EXTINF:-1 group-title="News",${name}\n${url}\n`, { url, name, group: 'News' });
  },
  addressAlone: (rows) => {
    const url = file(rows);
    return one(`${url}\n`, { url });
  },
  latinBytes: (rows) => {
    const url = file(rows);
    return { text: encodeLatin(`#EXTINF:-1 group-title="Télé",Cinéma Français\n${url}\n`), rows: [{ url, name: 'Cinéma Français', group: 'Télé' }] };
  },
};

/** Names of the oddities, in the order they are gone through. */
export const ODDITY_NAMES: readonly string[] = Object.keys(ODDITIES);

/** The piece of an oddity. `index` counts on and on. */
export function oddPiece(index: number, rows: PlaylistRows): OddPiece {
  const make = ODDITIES[ODDITY_NAMES[index % ODDITY_NAMES.length] ?? ''];
  if (make === undefined) throw new RangeError('no oddities');
  return make(rows);
}
