import { createGuideBuilder, createXmltvReader } from '#core/guide';
import type { FuzzRandom } from '../fuzz-random';
import { pieces, turnOf } from '../fuzz-target';
import type { FuzzTarget } from '../fuzz-target';

const NOW_MS = Date.UTC(2026, 0, 2);
const WIDE_MS = 4000 * 86_400_000;
const TIMES = ['20260101120000 +0100', '202601011200', '20260101', '2026-01-01T12:00:00Z', '20260101120000 -0030', '20260101120000Z', '1767225600', '', 'x', '20260101120000 CET', '20260101120000.5+01:00', '99999999999999'];
const TEXTS = ['News', 'A &amp; B', 'A &amp;amp; B', '&#169; &#xe9;', '<![CDATA[a < b]]>', '<![CDATA[x]]> tail', '', 'Über', 'أخبار', '新闻', '&unknown;', '& bare', '<b>x</b>', '<!-- c -->y'];
const CHILDREN = ['title', 'sub-title', 'desc', 'category', 'date', 'icon', 'rating', 'star-rating', 'credits', 'episode-num', 'new', 'premiere', 'previously-shown', 'keyword', 'url', 'country', 'length', 'video', 'audio', 'subtitles', 'review', 'image', 'language', 'orig-language', 'last-chance'];

function attribute(random: FuzzRandom, name: string, value: string): string {
  const quote = random.pick(['"', '"', "'"]);
  return ` ${name}${random.once(12) ? ' = ' : '='}${random.once(20) ? '' : quote}${value}${random.once(20) ? '' : quote}`;
}

function child(random: FuzzRandom): string {
  const name = random.pick(CHILDREN);
  const inner = name === 'credits' ? `<actor role="X">${random.pick(TEXTS)}</actor><director>D</director>` : name === 'rating' || name === 'star-rating' ? `<value>${random.pick(['12', 'FSK 16', '7/10', ''])}</value>` : name === 'episode-num' ? random.pick(['1.2.0/1', '.3.', 'S02E05', '0.0.', 'x']) : random.pick(TEXTS);
  if (random.once(6)) return `<${name}${attribute(random, 'src', 'http://i/x.png')}/>`;
  return `<${name}${random.once(2) ? attribute(random, random.pick(['lang', 'system', 'units']), random.pick(['de', 'en', 'xmltv_ns', 'onscreen', 'FSK'])) : ''}>${inner}${random.once(15) ? '' : `</${name}>`}`;
}

function sentence(random: FuzzRandom): string {
  const channel = (): string => `<channel${attribute(random, 'id', random.pick(['a', 'B.de', '', 'ü']))}><display-name>${random.pick(TEXTS)}</display-name><icon src="http://l/a.png"/>${random.once(10) ? '' : '</channel>'}\n`;
  const programme = (): string => `<programme${attribute(random, 'start', random.pick(TIMES))}${random.once(6) ? '' : attribute(random, 'stop', random.pick(TIMES))}${random.once(12) ? '' : attribute(random, 'channel', random.pick(['a', 'B.de', 'c', 'ü']))}${random.once(12) ? '/' : ''}>${random.many(0, 5, () => child(random))}${random.once(12) ? '' : '</programme>'}\n`;
  const head = random.once(4) ? '' : `<?xml version="1.0" encoding="${random.pick(['UTF-8', 'ISO-8859-1', 'windows-1252', 'utf-16', 'x'])}"?>\n${random.once(3) ? '<!DOCTYPE tv SYSTEM "xmltv.dtd">' : ''}`;
  return `${head}${random.once(8) ? '' : '<tv>'}${random.many(0, 3, channel)}${random.many(0, 4, programme)}${random.once(6) ? '<!-- <programme> -->' : ''}${random.once(6) ? '' : '</tv>'}`;
}

/** XMLTV guides into a guide builder with a very wide window; every second one is finished and looked at. */
export const xmltvTarget: FuzzTarget = {
  name: 'xmltv',
  run(input, cuts) {
    const wanted = turnOf(input, 3) === 0 ? { wanted: [{ guideKey: 'a', name: 'News' }, { guideKey: 'b.de', name: 'Über', guideName: 'A & B' }] } : {};
    const builder = createGuideBuilder({ nowMs: NOW_MS, pastMs: WIDE_MS, futureMs: WIDE_MS, ...wanted });
    const reader = createXmltvReader(builder, turnOf(input, 4) < 2 ? { languages: ['de', 'en'] } : {});
    pieces(input, cuts, (piece) => { reader.push(piece); });
    const end = reader.end();
    if (!end.ok) return `${end.error.code} ${JSON.stringify(end.error.facts)}`;
    if (turnOf(input, 4) % 2 !== 0) return JSON.stringify(end.value);
    const guide = builder.finish();
    return `${JSON.stringify(end.value)} ${guide.revision} ${JSON.stringify(guide.channels())} ${JSON.stringify(guide.nowNext('a', NOW_MS))}`;
  },
  seeds: [
    '<?xml version="1.0" encoding="UTF-8"?><tv><channel id="a"><display-name>A</display-name></channel><programme start="20260101120000 +0100" stop="20260101130000 +0100" channel="a"><title lang="de">T</title><desc>D</desc></programme></tv>',
    '<tv><programme channel="b" start="20260102"><title><![CDATA[x]]></title><credits><actor>Y</actor></credits><episode-num system="xmltv_ns">0.1.</episode-num><rating system="FSK"><value>12</value></rating></programme>',
    '<tv></tv>', '<html></html>', '', '\u001f\u008b', '<tv><!-- <programme start="20260101"> --></tv>',
  ],
  dictionary: ['<programme ', '</programme>', '<channel id="', '</channel>', '<title>', '</title>', '<![CDATA[', ']]>', '<!--', '-->', '<?', '?>', '&amp;', '&#x', ';', '&lt;', '/>', '>', '<', '"', "'", ' start="', ' stop="', ' channel="', '</tv>', '<tv>', ...TIMES, ...CHILDREN.map((name) => `<${name}>`), '\u0000', '<!DOCTYPE'],
  generate: sentence,
};
