import { GUIDE_NOW_MS, xmltvTime, type GuideRow, type GuideRows } from './guide-rows';

/** What an odd programme must be read as; a field left out is not compared. */
export interface OddGuideRow {
  readonly text: string | Uint8Array;
  readonly row: Pick<GuideRow, 'channel' | 'startSec'> & Partial<GuideRow>;
}

const CHANNEL = 'odd.example';
const encodeLatin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
const time = (seconds: number): string => `${xmltvTime(seconds, '+0000')} +0000`;
const clock = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);

type Make = (rows: GuideRows, startSec: number, stopSec: number) => { readonly text: string | Uint8Array; readonly row: Partial<GuideRow> };

const open = (startSec: number, stopSec: number): string => `  <programme start="${time(startSec)}" stop="${time(stopSec)}" channel="${CHANNEL}">`;
const whole = (startSec: number, stopSec: number, children: string): string => `${open(startSec, stopSec)}${children}</programme>\n`;

/** A programme whose times are written in another form; the text says them. */
const timed = (form: (seconds: number) => string): Make => (rows, startSec, stopSec) => {
  const title = rows.vocabulary.title(rows.random);
  return { text: `  <programme start="${form(startSec)}" stop="${form(stopSec)}" channel="${CHANNEL}"><title>${title}</title></programme>\n`, row: { stopSec, title } };
};

/** Every oddness seen in guides of the field, by what it is. */
const ODDITIES: Readonly<Record<string, Make>> = {
  bareAmpersand: (rows, startSec, stopSec) => {
    const title = `${rows.vocabulary.word(rows.random)} & ${rows.vocabulary.word(rows.random)}`;
    return { text: whole(startSec, stopSec, `<title>${title}</title>`), row: { stopSec, title } };
  },
  bareLess: (_rows, startSec, stopSec) => ({ text: whole(startSec, stopSec, '<title>One</title><desc>1 < 2 and 3 <3</desc>'), row: { stopSec, title: 'One', description: '1 < 2 and 3 <3' } }),
  htmlEntities: (_rows, startSec, stopSec) => ({ text: whole(startSec, stopSec, '<title>Cin&eacute;ma &ndash; fran&ccedil;ais</title>'), row: { stopSec, title: 'Cinéma – français' } }),
  unclosedText: (rows, startSec, stopSec) => {
    const title = rows.vocabulary.title(rows.random);
    return { text: whole(startSec, stopSec, `<title>${title}<desc>More</desc>`), row: { stopSec, title, description: 'More' } };
  },
  unclosedProgramme: (rows, startSec, stopSec) => {
    const title = rows.vocabulary.title(rows.random);
    return { text: `${open(startSec, stopSec)}<title>${title}</title>\n`, row: { stopSec, title } };
  },
  zoneName: timed((seconds) => `${xmltvTime(seconds, '+0200')} CEST`),
  isoTime: timed((seconds) => `${clock(seconds)}Z`),
  offsetWithColon: timed((seconds) => `${xmltvTime(seconds, '+0200')} +02:00`),
  offsetWithoutSpace: timed((seconds) => `${xmltvTime(seconds, '-0330')}-0330`),
  withoutSeconds: timed((seconds) => `${xmltvTime(seconds, '+0200').slice(0, 12)} +0200`),
  markupInText: (rows, startSec, stopSec) => {
    const title = rows.vocabulary.title(rows.random);
    return { text: whole(startSec, stopSec, `<title>${title}</title><desc>Some <b>bold</b> words</desc>`), row: { stopSec, title, description: 'Some bold words' } };
  },
  anyOrder: (rows, startSec, stopSec) => {
    const title = rows.vocabulary.title(rows.random);
    return { text: whole(startSec, stopSec, `<x-new/><category>News</category><icon src='http://i.example/a.png'/><desc>Late</desc><title>${title}</title>`), row: { stopSec, title, category: 'News', description: 'Late', icon: 'http://i.example/a.png' } };
  },
  latinBytes: (_rows, startSec, stopSec) => ({ text: encodeLatin(whole(startSec, stopSec, '<title>Télé réalité</title>')), row: { stopSec, title: 'Télé réalité' } }),
  joinedFiles: (rows, startSec, stopSec) => {
    const title = rows.vocabulary.title(rows.random);
    return { text: `</tv>\n<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tv SYSTEM "xmltv.dtd">\n<tv>\n${whole(startSec, stopSec, `<title>${title}</title>`)}`, row: { stopSec, title } };
  },
};

/** Names of the oddities, in the order they are gone through. */
export const GUIDE_ODDITY_NAMES: readonly string[] = Object.keys(ODDITIES);

/** The programme of an oddity; `index` counts on and on, times follow each other. */
export function oddProgramme(index: number, rows: GuideRows): OddGuideRow {
  const make = ODDITIES[GUIDE_ODDITY_NAMES[index % GUIDE_ODDITY_NAMES.length] ?? ''];
  if (make === undefined) throw new RangeError('no oddities');
  const startSec = GUIDE_NOW_MS / 1000 - 3 * 86_400 + index * 300;
  const { text, row } = make(rows, startSec, startSec + 300);
  return { text, row: { ...row, channel: CHANNEL, startSec } };
}
