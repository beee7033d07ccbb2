import { describe, expect, test } from '@jest/globals';
import { ShortLiveList } from './short-live-list';

const HEAD = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:10'];

/** Segments `first` to `last`, of ten seconds; `tags` come before the one they are named for. */
function listOf(first: number, last: number, tags: Readonly<Record<number, string>> = {}, head: readonly string[] = []): string {
  const lines = [...HEAD, `#EXT-X-MEDIA-SEQUENCE:${String(first)}`, ...head];
  for (let at = first; at <= last; at += 1) {
    const tag = tags[at];
    if (tag !== undefined) lines.push(tag);
    lines.push('#EXTINF:10.0,', `seg${String(at)}.ts`);
  }
  return `${lines.join('\n')}\n`;
}

const segmentsOf = (text: string | null): readonly string[] => (text ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('a live list that stands alone', () => {
  test('begins with its last five segments, in every answer', () => {
    const list = new ShortLiveList();
    const short = list.shorten(listOf(100, 106));
    expect(segmentsOf(short)).toEqual(['seg102.ts', 'seg103.ts', 'seg104.ts', 'seg105.ts', 'seg106.ts']);
    expect(short).toContain('#EXT-X-MEDIA-SEQUENCE:102\n');
    expect(short).toContain('#EXT-X-TARGETDURATION:10\n');
    expect(segmentsOf(list.shorten(listOf(101, 107)))).toEqual(['seg102.ts', 'seg103.ts', 'seg104.ts', 'seg105.ts', 'seg106.ts', 'seg107.ts']);
    // Nothing before the beginning is left in it.
    expect(list.shorten(listOf(102, 108))).toBeNull();
    expect(list.shorten(listOf(110, 116))).toBeNull();
  });

  test('begins there also when later segments bring more than themselves, and when it ends', () => {
    const list = new ShortLiveList();
    list.shorten(listOf(100, 106));
    const later = list.shorten(`${listOf(101, 107, { 107: '#EXT-X-KEY:METHOD=AES-128,URI="k"' })}#EXT-X-ENDLIST\n`);
    expect(segmentsOf(later)[0]).toBe('seg102.ts');
    expect(later).toContain('#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXTINF:10.0,\nseg107.ts\n#EXT-X-ENDLIST\n');
    expect(list.shorten('<html>')).toBeNull();
    // Numbers that begin anew.
    expect(list.shorten(listOf(0, 6))).toBeNull();
  });

  test('keeps the clock of the segment it begins with', () => {
    const short = new ShortLiveList().shorten(listOf(0, 6, { 0: '#EXT-X-PROGRAM-DATE-TIME:2026-11-28T10:00:00.000+01:00' }));
    expect(short).toContain('#EXT-X-PROGRAM-DATE-TIME:2026-11-28T09:00:20.000Z\n#EXTINF:10.0,\nseg2.ts');
    const own = new ShortLiveList().shorten(listOf(0, 6, { 2: '#EXT-X-PROGRAM-DATE-TIME:2026-11-28T10:00:00.000Z' }));
    expect(own?.match(/PROGRAM-DATE-TIME/g)).toHaveLength(1);
  });

  test('counts the seams that are left out', () => {
    const short = new ShortLiveList().shorten(listOf(0, 6, { 1: '#EXT-X-DISCONTINUITY', 2: '#EXT-X-DISCONTINUITY' }, ['#EXT-X-DISCONTINUITY-SEQUENCE:7']));
    expect(short).toContain('#EXT-X-DISCONTINUITY-SEQUENCE:8\n');
    expect(short).toContain('#EXT-X-DISCONTINUITY\n#EXTINF:10.0,\nseg2.ts');
    expect(short?.match(/DISCONTINUITY-SEQUENCE/g)).toHaveLength(1);
  });

  test('keeps the key that all segments have', () => {
    expect(new ShortLiveList().shorten(listOf(0, 6, {}, ['#EXT-X-KEY:METHOD=AES-128,URI="k"']))).toContain('#EXT-X-KEY:METHOD=AES-128,URI="k"\n');
  });

  test.each([
    ['five segments', listOf(0, 4)],
    ['one that can be rewound', listOf(0, 30)],
    ['one that ends', `${listOf(0, 6)}#EXT-X-ENDLIST\n`],
    ['one that grows', listOf(0, 6, {}, ['#EXT-X-PLAYLIST-TYPE:EVENT'])],
    ['a list of lists', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n'],
    ['a key that changes', listOf(0, 6, { 3: '#EXT-X-KEY:METHOD=AES-128,URI="k"' })],
    ['parts of segments', `${listOf(0, 6)}#EXT-X-PART:DURATION=1,URI="p"\n`],
    ['no number', listOf(0, 6).replace(/#EXT-X-MEDIA-SEQUENCE.*\n/, '')],
    ['an unreadable clock', listOf(0, 6, { 1: '#EXT-X-PROGRAM-DATE-TIME:yesterday' })],
    ['an address without its length', listOf(0, 6).replace('#EXTINF:10.0,\nseg3.ts', 'seg3.ts')],
    ['no list', '<html>'],
    ['nothing', ''],
  ])('is left as it is: %s', (_what, text) => {
    const list = new ShortLiveList();
    expect(list.shorten(text)).toBeNull();
    // And stays so: what it has shown once is not taken away.
    expect(list.shorten(listOf(1, 7))).toBeNull();
  });
});
