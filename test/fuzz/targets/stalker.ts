import type { SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import {
  JsUnwrapper, PortalRows, createPortalGuideReader, createPortalListReader, judgePortalAnswer, readGreeting, readPlayLink, readPortalAccount, readPortalCategories, readProfile, readShortGuide,
} from '#core/stalker';
import { decodeUtf8 } from '#core/text';
import { JsonRowReader } from '#core/xtream';
import type { FuzzRandom } from '../fuzz-random';
import { pieces, turnOf } from '../fuzz-target';
import type { FuzzTarget } from '../fuzz-target';
import { Digest } from './digest';

const KINDS = ['channel', 'movie', 'series', 'radio'] as const;
const TURNS = 128;
const ROOT = 'http://portal.example/stalker_portal/';
const LINK = { endpoint: `${ROOT}server/load.php`, cmd: 'ffrt4://ch/1', nativeId: '1' };
const NAMES = [
  'js', 'data', 'total_items', 'max_page_items', 'id', 'name', 'number', 'cmd', 'logo', 'tv_genre_id', 'censored', 'xmltv_id', 'enable_tv_archive', 'tv_archive_duration', 'use_http_tmp_link', 'use_load_balancing',
  'category_id', 'description', 'year', 'rating_imdb', 'screenshot_uri', 'genres_str', 'added', 'is_series', 'time', 'title', 'status', 'msg', 'block_msg', 'token', 'random', 'not_valid', 'error', 'cmds', 'url', 'streamer_id',
  'start_timestamp', 'stop_timestamp', 'descr', 't_time', 'duration', 'phone', 'fname', 'end_date', 'x',
];
const VALUES = ['1', '"1"', 'null', '""', '"News"', '"0"', 'true', 'false', '[]', '{}', '"ffrt4://ch/1"', '"ffmpeg http://h/1.ts"', '"auto /media/1.mpg"', '"2026-01-01 12:00:00"', '1767225600', '"a\\"b"', '"\\u0416"', '[{"id":"1"}]', '"N/A"', '-1', '1e5', '"\tx"'];

function objectText(random: FuzzRandom, depth: number): string {
  const members = Array.from({ length: random.below(8) }, () => `"${random.pick(NAMES)}":${depth > 0 && random.once(7) ? objectText(random, depth - 1) : random.pick(VALUES)}`);
  return `{${members.join(',')}${random.once(20) ? '' : '}'}`;
}

function sentence(random: FuzzRandom): string {
  const rows = `[${Array.from({ length: random.below(5) }, () => objectText(random, 1)).join(',')}${random.once(12) ? '' : ']'}`;
  const head = random.once(6) ? random.pick(['Warning: x\n', '\ufeff', 'Authorization failed.', '<html>', ' \n']) : '';
  const inner = random.pick([rows, `{"total_items":${random.pick(VALUES)},"max_page_items":14,"data":${rows}}`, `{"data":${rows},"total_items":"2"}`, objectText(random, 2), 'false', 'null']);
  return `${head}${random.once(8) ? inner : `{"js":${inner}${random.once(10) ? '' : ',"text":"generated in: 0.01s"}'}`}`;
}

/** All rows of a list answer out of their wrapper, as the lists' readers get them. */
function rowsOf(input: Uint8Array, cuts: readonly number[]): string {
  const digest = new Digest();
  const rows = new JsonRowReader(NAMES, (row) => {
    digest.text(row.key);
    for (let column = 0; column < NAMES.length; column += 1) if (row.spanOf(column)) digest.bytes(row.spanBytes, row.spanStart, row.spanEnd);
  });
  const unwrapper = new JsUnwrapper((chunk) => { rows.push(chunk); });
  pieces(input, cuts, (piece) => { unwrapper.push(piece); });
  unwrapper.end();
  return `${JSON.stringify(rows.end())} ${digest.toString()}`;
}

function catalogOf(input: Uint8Array, cuts: readonly number[]): string {
  const kind = KINDS[(input.length / 16) % KINDS.length] ?? 'channel';
  const builder = createCatalogBuilder({ sourceId: 'fuzz' as SourceId });
  const list = createPortalListReader(kind, new PortalRows(builder, ROOT));
  pieces(input, cuts, (piece) => { list.push(piece); });
  const end = list.end();
  const told = end.kind === 'page' ? JSON.stringify(end.page) : JSON.stringify(end, (_key, value: unknown) => (value instanceof Error ? value.message : value));
  return `${told} ${builder.finish().revision}`;
}

function smallAnswers(input: Uint8Array): string {
  const answer = judgePortalAnswer(200, decodeUtf8(input, 0, input.length));
  if (answer.kind !== 'js') return answer.kind;
  const { js } = answer;
  return JSON.stringify([readGreeting(js), readProfile(js), readPortalAccount(js), readPortalCategories(js), readShortGuide(js), readPlayLink(js, LINK).ok]);
}

/**
 * Answers of portals: the rows of every input; in turn also the catalogue made of them (seldom, it takes ten times as long), the
 * guide of all channels, and the small answers.
 */
export const stalkerTarget: FuzzTarget = {
  name: 'stalker',
  run(input, cuts) {
    const rows = rowsOf(input, cuts);
    const turn = turnOf(input, TURNS);
    if (turn === 0) return `${rows} ${catalogOf(input, cuts)}`;
    if (turn < 24) return `${rows} ${smallAnswers(input)}`;
    if (turn > 35) return rows;
    const digest = new Digest();
    const guide = createPortalGuideReader(() => true, (programme) => { digest.text(JSON.stringify(programme)); });
    pieces(input, cuts, (piece) => { guide.push(piece); });
    return `${rows} ${JSON.stringify(guide.end())} ${digest.toString()}`;
  },
  seeds: [
    '{"js":{"total_items":2,"max_page_items":14,"data":[{"id":"1","name":"One","number":"1","cmd":"ffrt4://ch/1","tv_genre_id":"3","logo":"1.png"},{"id":2,"name":"Two"}]},"text":""}',
    '{"js":[{"id":"1","title":"News","censored":"0"}]}', '{"js":{"cmd":"ffmpeg http://h/play?stream=&a=1","error":""}}', 'Authorization failed.', '{"js":{"id":"5","status":1,"msg":"blocked","block_msg":"x"}}', '{"js":{"token":"abc","random":"def","not_valid":1}}',
    '{"js":{"data":{"5":[{"id":"1","ch_id":"5","start_timestamp":1767225600,"stop_timestamp":"1767229200","name":"P","descr":""}]}}}', '', '<html>', '{"js":false}',
  ],
  dictionary: [...NAMES.map((name) => `"${name}":`), ...VALUES, '{', '}', '[', ']', ',', '"', '\\', '{"js":', '\ufeff', '\u0000', '"data":['],
  generate: sentence,
};
