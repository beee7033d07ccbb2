import { describe, expect, test } from '@jest/globals';
import { NOWHERE, rewritePlaylist } from './rewrite-playlist';
import { holdsManifest, safeType, sniffBody } from './sniff-body';

const BASE = 'http://line.example:8080/live/u/p/list.m3u8?t=1';
const seen: string[] = [];
const rewrite = (text: string): string => {
  seen.length = 0;
  return rewritePlaylist(text, BASE, (url) => {
    seen.push(url);
    return `/R${String(seen.length)}`;
  });
};

describe('playlists', () => {
  test('segments, keys, maps, variants and renditions all lead through the relay', () => {
    const text = [
      '\ufeff#EXTM3U', '#EXT-X-KEY:METHOD=AES-128,URI="key?a=1",IV=0x1', '#EXT-X-MAP:URI="init.mp4",BYTERANGE="1@0"', '#EXTINF:4,title http://not.fetched/x',
      'seg-1.ts', '#EXT-X-PART:DURATION=1,URI="p1.mp4"', '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="p2.mp4"', '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",URI="//cdn.example/a.m3u8"',
      '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="/i.m3u8"', '  https://cdn.example/2.ts  ', '../up.ts',
    ].join('\r\n');
    expect(rewrite(text).split('\n')).toEqual([
      '#EXTM3U', '#EXT-X-KEY:METHOD=AES-128,URI="/R1",IV=0x1', '#EXT-X-MAP:URI="/R2",BYTERANGE="1@0"', '#EXTINF:4,title http://not.fetched/x',
      '/R3', '#EXT-X-PART:DURATION=1,URI="/R4"', '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="/R5"', '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",URI="/R6"',
      '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="/R7"', '/R8', '/R9',
    ]);
    expect(seen).toEqual([
      'http://line.example:8080/live/u/p/key?a=1', 'http://line.example:8080/live/u/p/init.mp4', 'http://line.example:8080/live/u/p/seg-1.ts',
      'http://line.example:8080/live/u/p/p1.mp4', 'http://line.example:8080/live/u/p/p2.mp4', 'http://cdn.example/a.m3u8', 'http://line.example:8080/i.m3u8',
      'https://cdn.example/2.ts', 'http://line.example:8080/live/u/up.ts',
    ]);
  });

  test.each([
    ['a tag that lists further addresses elsewhere', '#EXT-X-CONTENT-STEERING:SERVER-URI="https://evil.example/s"'],
    ['an advertisement to be inserted', '#EXT-X-DATERANGE:ID="1",X-ASSET-URI="https://evil.example/a.m3u8"'],
    ['a list of them', '#EXT-X-DATERANGE:ID="1",X-ASSET-LIST="https://evil.example/a.json"'],
    ['another scheme', 'file:///etc/passwd'],
    ['a list inside an address', 'data:application/vnd.apple.mpegurl;base64,aHR0cDovL2V2aWwuZXhhbXBsZQ=='],
    ['a map inside an address', '#EXT-X-MAP:URI="data:text/plain,http://evil.example"'],
    ['a script', 'javascript:fetch("http://evil.example")'],
    ['a variable only the player knows', '#EXT-X-DEFINE:IMPORT="host"\nhttp://{$host}/evil.example'],
  ])('%s finds nothing', (_name, text) => {
    const out = rewrite(`#EXTM3U\n${text}\n`);
    expect(out).not.toMatch(/evil\.example|etc\/passwd|javascript|data:/);
    expect(seen).toEqual([]);
  });

  test.each([
    ['no quotes', '#EXT-X-KEY:METHOD=AES-128,URI=http://evil.example/k'],
    ['small letters', '#ext-x-key:METHOD=AES-128,uri="http://evil.example/k"'],
    ['an attribute nobody knows', '#EXT-X-SESSION-DATA:DATA-ID="x",VALUE="https://evil.example/v"'],
    ['a line ended by a separator', '#EXT-X-KEY:METHOD=NONE\u2028http://evil.example/k'],
    ['a line ended by a return', '#EXTINF:1,\rhttp://evil.example/k'],
    ['a variable', '#EXT-X-DEFINE:NAME="h",VALUE="evil.example"\nhttp://{$h}/k'],
    ['space before it', ' \thttp://evil.example/k'],
  ])('an address with %s is caught too', (_name, text) => {
    rewrite(`#EXTM3U\n${text}\n`);
    expect(seen.map((url) => new URL(url).hostname)).toEqual(['evil.example']);
    expect(rewrite(`#EXTM3U\n${text}\n`).replace(/#EXT-X-DEFINE.*/, '')).not.toContain('evil.example');
  });

  test('keys that are in the list, or named for a licence system, stay', () => {
    const text = '#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://asset/1"\n#EXT-X-SESSION-KEY:METHOD=AES-128,URI="data:text/plain;base64,AAAA"';
    expect(rewrite(text)).toBe(text);
    expect(rewrite('#EXTM3U\nhttp://')).toBe(`#EXTM3U\n${NOWHERE}`);
  });
});

describe('what a body is', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

  test.each([
    ['application/vnd.apple.mpegurl', '/x', 'anything', 'playlist'],
    ['application/octet-stream', '/play.php', '\xef\xbb\xbf\n#EXTM3U\n', 'playlist'],
    ['text/plain', '/list.m3u8', 'http://a/1.ts', 'playlist'],
    ['video/mp2t', '/list.m3u8', '\x47\x40\x00', 'other'],
    ['text/plain', '/x', '<?xml version="1.0"?>\n<MPD xmlns="x">', 'manifest'],
    ['text/plain', '/x', '<SmoothStreamingMedia MajorVersion="2">', 'manifest'],
    ['application/dash+xml', '/x', '', 'manifest'],
    ['text/xml', '/sub.ttml', '<tt xmlns="x">', 'text'],
    ['text/plain', '/x', ' '.repeat(1_024), 'text'],
    ['text/plain', '/x', '\xff\xfe<\0M\0', 'text'],
    ['text/plain', '/x', '\0<\0M\0P', 'text'],
    ['application/dash-patch+xml', '/x', '', 'manifest'],
    ['application/octet-stream', '/key', '\x01\x02', 'other'],
  ])('%s at %s', (type, path, start, kind) => {
    expect(sniffBody(type, path, bytes(start))).toBe(kind);
  });

  test('a manifest is found behind any beginning, in letters of one byte or two', () => {
    for (const coded of ['utf8', 'utf16le'] as const) expect(holdsManifest(Buffer.from(`${'x'.repeat(5_000)}<MPD>`, coded))).toBe(true);
    expect(holdsManifest(Buffer.from('1\n00:00:01,000 --> 00:00:02,000\n<i>MPD</i>', 'utf16le'))).toBe(false);
  });

  test.each([
    ['text/html', 'application/octet-stream'], ['text/javascript; charset=utf-8', 'application/octet-stream'], ['', 'application/octet-stream'],
    ['Text/Plain; Charset="ISO-8859-9"', 'text/plain; charset=iso-8859-9'], ['image/png', 'image/png'], ['video/mp2t', 'video/mp2t'], ['text/html\r\nx: y', 'application/octet-stream'],
  ])('%j is handed out as %s', (type, wanted) => {
    expect(safeType(type)).toBe(wanted);
  });
});
