import type { SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import { decodeUtf8 } from '#core/text';
import { JsonRowReader, UTC_ZONE, addCategories, createXtreamListReader, parseCategories, parseEpg, parseLooseJson, parseSeriesInfo, parseVodInfo, readAccountAnswer } from '#core/xtream';
import type { FuzzRandom } from '../fuzz-random';
import { pieces, turnOf } from '../fuzz-target';
import type { FuzzTarget } from '../fuzz-target';
import { Digest } from './digest';

const KINDS = ['channel', 'movie', 'series'] as const;
/** One input of so many makes a catalogue of each kind. */
const CATALOGUE_EVERY = 400;
const NOW_MS = Date.UTC(2026, 0, 2);
const NAMES = [
  'num', 'name', 'stream_type', 'stream_id', 'stream_icon', 'epg_channel_id', 'added', 'category_id', 'category_ids', 'custom_sid', 'tv_archive', 'tv_archive_duration', 'direct_source', 'is_adult',
  'rating', 'rating_5based', 'container_extension', 'title', 'year', 'plot', 'genre', 'release_date', 'releaseDate', 'series_id', 'cover', 'backdrop_path', 'episode_run_time', 'info', 'episodes', 'user_info',
  'auth', 'exp_date', 'status', 'epg_listings', 'start', 'stop', 'end', 'start_timestamp', 'description', 'tmdb_id', 'x',
];
const VALUES = ['1', '"1"', 'null', '""', '"News"', '1.5', '-1', 'true', 'false', '[]', '{}', '["a","b"]', '[1,2]', '"a\\"b"', '"\\u00e9\\ud83d\\ude00"', '"MKV"', '"1700000000"', '1e3', '"TmV3cw=="', '"2026-01-01 12:00:00"', '[{"a":1}]', '{"1":[{"id":"5"}]}', '"\ttab"', 'NaN', '0012'];

function objectText(random: FuzzRandom, depth: number): string {
  const member = (): string => {
    const value = depth > 0 && random.once(8) ? objectText(random, depth - 1) : random.pick(VALUES);
    return `"${random.pick(NAMES)}"${random.once(10) ? ' : ' : ':'}${value}`;
  };
  const members = Array.from({ length: random.below(9) }, member);
  return `{${members.join(random.once(20) ? ',,' : ',')}${random.once(15) ? ',' : ''}${random.once(20) ? '' : '}'}`;
}

function sentence(random: FuzzRandom): string {
  const head = random.once(5) ? random.pick(['<br />\n<b>Warning</b>: x in y\n', '\ufeff', '  ', 'Notice: Undefined index\n', '{"user_info":{"auth":0}}']) : '';
  const rows = Array.from({ length: random.below(5) }, () => (random.once(12) ? random.pick(VALUES) : objectText(random, 2)));
  if (random.once(5)) return head + objectText(random, 3);
  return `${head}[${rows.join(',')}${random.once(10) ? '' : ']'}${random.once(12) ? 'tail' : ''}`;
}

/** All rows of a list answer, as the lists' readers get them. */
function rowsOf(input: Uint8Array, cuts: readonly number[]): string {
  const digest = new Digest();
  const reader = new JsonRowReader(NAMES, (row) => {
    digest.text(row.key);
    for (let column = 0; column < NAMES.length; column += 1) if (row.spanOf(column)) digest.bytes(row.spanBytes, row.spanStart, row.spanEnd);
  });
  pieces(input, cuts, (piece) => { reader.push(piece); });
  return `${JSON.stringify(reader.end())} ${digest.toString()}`;
}

/**
 * List answers of panels: the rows of every input, and in turn the catalogue made of them, which takes ten times as long: channels, films
 * and series.
 */
export const xtreamTarget: FuzzTarget = {
  name: 'xtream',
  run(input, cuts) {
    const rows = rowsOf(input, cuts);
    const kind = KINDS[turnOf(input, CATALOGUE_EVERY)];
    if (kind === undefined) return rows;
    const builder = createCatalogBuilder({ sourceId: 'fuzz' as SourceId });
    addCategories(builder, kind, [{ id: '1', name: 'One' }, { id: '2', name: 'Adult XXX' }]);
    const reader = createXtreamListReader(kind, builder);
    pieces(input, cuts, (piece) => { reader.push(piece); });
    const end = reader.end();
    return end.ok ? `${rows} ${JSON.stringify(end.value)} ${builder.finish().revision}` : `${rows} ${end.error.code} ${JSON.stringify(end.error.facts)}`;
  },
  seeds: [
    '[{"num":1,"name":"A","stream_id":5,"stream_icon":"http://i/a.png","epg_channel_id":null,"category_id":"1","tv_archive":1,"tv_archive_duration":"7"}]',
    '[{"name":"Film","stream_id":"7","rating":"7.5","container_extension":"MKV","added":"1700000000","category_ids":[1,2]},{"name":"B"}]',
    '[{"series_id":9,"name":"S","cover":"","backdrop_path":["a"],"genre":"A, B","releaseDate":"2020-01-02"}]',
    '<br />\n<b>Warning</b>: x\n[{"stream_id":1,"name":"a\tb"}', '{"user_info":{"auth":0,"status":"Expired"}}', '{"epg_listings":[{"title":"TmV3cw==","start_timestamp":"1700000000","stop_timestamp":1700003600}]}',
    '{"info":{"plot":"x"},"episodes":{"1":[{"id":"5","episode_num":1,"title":"t","info":[]}]}}', '[]', '', '<html>', 'null',
  ],
  dictionary: [...NAMES.map((name) => `"${name}":`), ...VALUES, '{', '}', '[', ']', ',', ':', '"', '\\', '\\u', '\ufeff', '\n', '\u0000', '<br />', '[[', '{{', '"}', '\\ud83d'],
  generate: sentence,
};

/** Small answers of panels, which are read whole: account, categories, guide, details. */
export const xtreamJsonTarget: FuzzTarget = {
  name: 'xtream-json',
  run(input) {
    const body = decodeUtf8(input, 0, input.length);
    const account = readAccountAnswer(200, body, NOW_MS);
    const json = parseLooseJson(body);
    if (!json.ok) return `${json.error.code} ${String(account.ok)}`;
    const { value } = json.value;
    const read = [parseCategories(value), parseEpg(value, UTC_ZONE), parseVodInfo(value), parseSeriesInfo(value)];
    return `${JSON.stringify(read)} ${String(account.ok)}`;
  },
  seeds: xtreamTarget.seeds,
  dictionary: xtreamTarget.dictionary,
  generate: sentence,
};
