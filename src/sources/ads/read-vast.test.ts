import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError } from '#core/base';
import type { Capabilities } from '#ports';
import { HttpClient } from '#sources/http';
import { createStoredCell } from '#sources/storage';
import { createFakeHost, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { BeaconQueue } from './beacon-queue';
import { readVast } from './read-vast';

const MEDIA: Capabilities['media'] = { hls: 'mse', dash: 'none', transportStream: 'none', hasUhd: false, hasHdr: false, requestHeaders: 'none' };

const vast = (...ads: readonly string[]): string => `<?xml version="1.0"?><VAST version="4.2" xmlns="http://www.iab.com/VAST">${ads.join('')}</VAST>`;

const FILES = `<MediaFile delivery="progressive" type="video/mp4" width="1280" height="720" bitrate="3000"><![CDATA[ https://cdn.example/720.mp4?a=1&b=2 ]]></MediaFile>
  <MediaFile delivery="progressive" type="video/mp4" width="1920" height="1080" bitrate="6000">https://cdn.example/1080.mp4</MediaFile>
  <MediaFile delivery="progressive" type="video/mp4" width="3840" height="2160" bitrate="16000">https://cdn.example/2160.mp4</MediaFile>
  <MediaFile delivery="progressive" type="video/webm" width="1280" height="720">https://cdn.example/720.webm</MediaFile>
  <MediaFile delivery="streaming" type="application/vnd.apple.mpegurl" width="1280" height="720">https://cdn.example/a.m3u8</MediaFile>`;

function inLine(id: string, changes: { readonly sequence?: number; readonly files?: string; readonly linear?: string; readonly offer?: string } = {}): string {
  const { sequence, files = FILES, linear = ' skipoffset="00:00:05"', offer = 'https://shop.example/?a=1&amp;b=2' } = changes;
  return `<Ad id="${id}"${sequence === undefined ? '' : ` sequence="${String(sequence)}"`}><InLine><AdSystem>Test</AdSystem><AdTitle>${id}</AdTitle>
    <Impression><![CDATA[https://t.example/${id}/impression]]></Impression><Error>https://t.example/${id}/error?e=[ERRORCODE]</Error>
    <Creatives><Creative><Linear${linear}><Duration>00:00:15.500</Duration><TrackingEvents>
      <Tracking event="complete">https://t.example/${id}/complete</Tracking><Tracking event="start">https://t.example/${id}/start</Tracking>
      <Tracking event="progress" offset="00:00:03">https://t.example/${id}/3s</Tracking><Tracking event="progress" offset="10%">https://t.example/${id}/10</Tracking>
      <Tracking event="skip">https://t.example/${id}/skip</Tracking></TrackingEvents>
      <MediaFiles>${files}</MediaFiles><VideoClicks><ClickThrough>${offer}</ClickThrough></VideoClicks></Linear></Creative></Creatives></InLine></Ad>`;
}

function wrapper(id: string, to: string, attributes = 'followAdditionalWrappers="true" allowMultipleAds="true"', sequence = 1): string {
  return `<Ad id="${id}" sequence="${String(sequence)}"><Wrapper ${attributes}><AdSystem>W</AdSystem><Impression>https://w.example/${id}/impression</Impression><Error>https://w.example/${id}/error?e=[ERRORCODE]</Error>
    <VASTAdTagURI><![CDATA[${to}]]></VASTAdTagURI><Creatives><Creative><Linear><TrackingEvents><Tracking event="start">https://w.example/${id}/start</Tracking></TrackingEvents></Linear></Creative></Creatives></Wrapper></Ad>`;
}

let documents: Map<string, string>;
let asked: string[];
let reported: string[];

beforeEach(() => {
  documents = new Map();
  [asked, reported] = [[], []];
});

const read = (text: string, media = MEDIA) =>
  readVast(text, 'https://ads.example/tag', {
    media,
    fetchText: (url) => {
      asked.push(url);
      const found = documents.get(url);
      return found === undefined ? Promise.reject(new AppError('net.timeout')) : Promise.resolve(found);
    },
    report: (urls, code) => {
      reported.push(...urls.map((url) => `${url} ${String(code)}`));
    },
  });

describe('VAST', () => {
  test('a clip with its files by what the set plays, what is told when, the skip and the offer', async () => {
    const [clip] = await read(vast(inLine('a')));
    expect(clip).toMatchObject({
      id: 'a', durationMs: 15_500, skipAfterMs: 5000, offerUrl: 'https://shop.example/?a=1&b=2', errorUrls: ['https://t.example/a/error?e=[ERRORCODE]'],
      files: [{ url: 'https://cdn.example/a.m3u8', form: 'hls' }, { url: 'https://cdn.example/1080.mp4', form: 'mp4' }, { url: 'https://cdn.example/720.mp4?a=1&b=2', form: 'mp4' }],
      actions: { skip: ['https://t.example/a/skip'] },
    });
    expect(clip?.beacons.map(({ event, moment }) => [event, moment.kind])).toEqual([['impression', 'first'], ['start', 'first'], ['progress', 'time'], ['progress', 'share'], ['complete', 'end']]);
    expect((await read(vast(inLine('a')), { ...MEDIA, hls: 'none' }))[0]?.files.map(({ form }) => form)).toEqual(['mp4', 'mp4']);
    expect(reported).toEqual([]);
  });

  test.each([['', -1], [' skipoffset="20%"', 3100], [' skipoffset="00:00:07.500"', 7500], [' skipoffset="nonsense"', -1]])('skip "%s"', async (linear, skipAfterMs) => {
    expect((await read(vast(inLine('a', { linear }))))[0]?.skipAfterMs).toBe(skipAfterMs);
  });

  test('a pod plays in its order and nothing else; without one the first alone', async () => {
    const pod = vast(inLine('b', { sequence: 2 }), inLine('stand-in'), inLine('a', { sequence: 1 }));
    expect((await read(pod)).map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await read(vast(inLine('x'), inLine('y')))).map(({ id }) => id)).toEqual(['x']);
  });

  test('wrappers are followed, and everybody on the way is told', async () => {
    documents.set('https://one.example/', vast(wrapper('w2', 'https://two.example/')));
    documents.set('https://two.example/', vast(inLine('a')));
    const [clip] = await read(vast(wrapper('w1', 'https://one.example/')));
    expect(asked).toEqual(['https://one.example/', 'https://two.example/']);
    const urls = (event: string) => clip?.beacons.filter((beacon) => beacon.event === event).flatMap((beacon) => beacon.urls).sort();
    expect(urls('impression')).toEqual(['https://t.example/a/impression', 'https://w.example/w1/impression', 'https://w.example/w2/impression']);
    expect(urls('start')).toEqual(['https://t.example/a/start', 'https://w.example/w1/start', 'https://w.example/w2/start']);
    expect(clip?.errorUrls).toHaveLength(3);
  });

  test('a wrapper around a pod, beside a clip of its own', async () => {
    documents.set('https://pod.example/', vast(inLine('p2', { sequence: 2 }), inLine('p1', { sequence: 1 })));
    const clips = await read(vast(inLine('first', { sequence: 1 }), wrapper('w', 'https://pod.example/', 'allowMultipleAds="true"', 2)));
    expect(clips[0]?.id).toBe('first');
    expect(clips.map(({ id }) => id).sort()).toEqual(['first', 'p1', 'p2']);
  });

  test.each<readonly [string, string, readonly string[]]>([
    ['nobody answers along the chain: 301', vast(wrapper('w', 'https://gone.example/')), ['https://w.example/w/error?e=[ERRORCODE] 301']],
    ['a chain without an ad: 303', vast(wrapper('w', 'https://empty.example/')), ['https://w.example/w/error?e=[ERRORCODE] 303']],
    ['VPAID: 901', vast(inLine('v', { files: '<MediaFile delivery="progressive" type="application/javascript" apiFramework="VPAID" width="1" height="1">https://v.example/x.js</MediaFile>' })), ['https://t.example/v/error?e=[ERRORCODE] 901']],
    ['no form this set plays: 403', vast(inLine('f', { files: '<MediaFile delivery="progressive" type="video/webm" width="1" height="1">https://v.example/x.webm</MediaFile>' })), ['https://t.example/f/error?e=[ERRORCODE] 403']],
    ['addresses that are none', vast(inLine('j', { files: '<MediaFile delivery="progressive" type="video/mp4" width="1" height="1">javascript:alert(1)</MediaFile>' })), ['https://t.example/j/error?e=[ERRORCODE] 403']],
    ['no ad at all', `<VAST version="3.0"><Error>https://t.example/none?e=[ERRORCODE]</Error></VAST>`, ['https://t.example/none?e=[ERRORCODE] 303']],
    ['no VAST', '<html><body>Busy</body></html>', []],
    ['nothing', '', []],
    ['cut in the middle', vast(inLine('a')).slice(0, 300), ['https://t.example/a/error?e=[ERRORCODE] 303']],
  ])('%s', async (_name, text, wanted) => {
    documents.set('https://empty.example/', '<VAST version="4.0"></VAST>');
    expect(await read(text)).toEqual([]);
    expect(reported.filter((each) => wanted.length === 0 || wanted.indexOf(each) !== -1)).toEqual(wanted);
  });

  test('a chain that leads to itself ends', async () => {
    documents.set('https://loop.example/', vast(wrapper('w', 'https://loop.example/')));
    expect(await read(vast(wrapper('w', 'https://loop.example/')))).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(5);
    expect(reported.some((each) => each.endsWith(' 302'))).toBe(true);
  });
});

describe('the queue of beacons', () => {
  let host: FakeHost;
  const open = async (): Promise<BeaconQueue> => {
    const queue = new BeaconQueue({ ...host, client: new HttpClient(host.http), cell: createStoredCell(host.storage, host.log, 'beacons') });
    await queue.open();
    return queue;
  };
  const sent = (): string[] => host.http.requests.map(({ url }) => url);

  beforeEach(() => {
    host = createFakeHost();
    host.http.on('https://t.example/', { status: 204 });
  });

  test('tells one after the other, each once, filled in; what is refused is not tried again', async () => {
    const queue = await open();
    host.http.on('/b', { status: 500 });
    queue.tell(['https://t.example/a?e=[ERRORCODE]', 'javascript:alert(1)', 'https://t.example/b', 'https://gone.example/c'], 402, -1);
    queue.tell(['https://t.example/d?t=[TIMESTAMP]&i=[IFA]'], 0, 1000);
    await settle(200);
    expect(sent()).toEqual(['https://t.example/a?e=402', 'https://t.example/b', 'https://gone.example/c', `https://t.example/d?t=${encodeURIComponent(new Date(host.clock.nowMs()).toISOString())}&i=-1`]);
    expect(host.http.requests.every(({ headers }) => headers === undefined)).toBe(true);
  });

  test('waits without a network, in order, an hour at most, and survives the app', async () => {
    const queue = await open();
    host.network.set(false);
    host.http.isOnline = false;
    queue.tell(['https://t.example/1'], 0, -1);
    await host.clock.advance(59 * 60_000);
    queue.tell(['https://t.example/2', 'https://t.example/3'], 0, -1);
    await settle();
    expect(sent()).toEqual([]);
    queue.dispose();
    await settle();
    await host.clock.advance(2 * 60_000);
    host.network.set(true);
    host.http.isOnline = true;
    await open();
    await settle(100);
    expect(sent()).toEqual(['https://t.example/2', 'https://t.example/3']);
    await open();
    await settle(100);
    expect(sent()).toHaveLength(2);
  });
});
