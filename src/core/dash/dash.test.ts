import { describe, expect, test } from '@jest/globals';
import { fillTemplate, isManifestText, rewriteManifest } from '.';
import type { ManifestAddresses } from '.';

const BASE = 'http://line.example:8080/live/u/p/film.mpd?t=1';
let sealed: string[] = [];
const ADDRESSES: ManifestAddresses = {
  resolve: (base, address) => {
    if (!URL.canParse(address, base)) return null;
    const url = new URL(address, base);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  },
  address: (url) => `/R${String(sealed.push(url))}`,
  manifest: (url) => `/M${String(sealed.push(url))}`,
  template: (template, blanks) => `/R${String(sealed.push(template))}/${blanks.join('/')}`,
};
const rewrite = (inside: string, head = ''): string => {
  sealed = [];
  const done = rewriteManifest(`<?xml version="1.0"?>\n<!-- made -->\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic"${head}>${inside}</MPD>`, BASE, ADDRESSES);
  return 'text' in done ? done.text.replace(/^.*?<MPD/s, '<MPD') : done.refused;
};
const set = (inside: string): string => `<Period><AdaptationSet>${inside}</AdaptationSet></Period>`;

describe('addresses of a manifest', () => {
  test('a template keeps its blanks for the player, and what it comes back with fits into it', () => {
    const out = rewrite(set('<SegmentTemplate media="v/$RepresentationID$/$Number%05d$-$Time$.m4s?a=$$1" initialization="v/$RepresentationID$/init.mp4" startNumber="3"/><Representation id="video=1" bandwidth="9"/>'));
    expect(out).toContain('media="/R1/$RepresentationID$/$Number%05d$/$Time$" initialization="/R2/$RepresentationID$" startNumber="3"');
    expect(sealed).toEqual(['http://line.example:8080/live/u/p/v/$RepresentationID$/$Number%05d$-$Time$.m4s?a=$$1', 'http://line.example:8080/live/u/p/v/$RepresentationID$/init.mp4']);
    expect(fillTemplate(sealed[0] ?? '', ['video=1', '00012', '7'])).toBe('http://line.example:8080/live/u/p/v/video=1/00012-7.m4s?a=$1');
  });

  test.each([[['..', '1', '1']], [['a/b', '1', '1']], [['a..', '1', '1']], [['a', '1x', '1']], [['a', '', '1']], [['a', '1']], [['a', '1', '1', '1']], [['a?b', '1', '1']], [['a%2fb', '1', '1']]])(
    'nothing but ids and digits is put into a template: %j', (values) => {
      expect(fillTemplate('http://a/$RepresentationID$/$Number$/$Time$', values)).toBeNull();
    });

  test('a representation with a base of its own gets what it inherits written out', () => {
    const out = rewrite(set('<BaseURL>set/</BaseURL><SegmentTemplate media="$RepresentationID$/$Number$.m4s" timescale="10"><SegmentTimeline><S t="0" d="4"/></SegmentTimeline></SegmentTemplate>'
      + '<Representation id="a" bandwidth="5"><BaseURL>//cdn.example/a/</BaseURL></Representation>'
      + '<Representation id="b" bandwidth="6"><SegmentTemplate media="b-$Bandwidth%03d$-$Number$.m4s"/></Representation>'));
    expect(sealed).toEqual(['http://cdn.example/a/a/$Number$.m4s', 'http://line.example:8080/live/u/p/set/b-006-$Number$.m4s']);
    expect(out).not.toMatch(/BaseURL|cdn\.example/);
    expect(out.match(/timescale="10"/g)).toHaveLength(2);
    expect(out.match(/<S t="0" d="4"\/>/g)).toHaveLength(2);
  });

  test('an id that fits into no path is written out too', () => {
    rewrite(set('<SegmentTemplate media="$RepresentationID$/$Number$.m4s"/><Representation id="a/../b" bandwidth="5"/>'));
    expect(sealed).toEqual(['http://line.example:8080/live/u/p/b/$Number$.m4s']);
  });

  test('a film in one file, lists of segments, their beginnings and indexes', () => {
    const out = rewrite(`<BaseURL>https://cdn.example/x/</BaseURL><BaseURL>https://other.example/x/</BaseURL>${set(
      '<Representation id="a" bandwidth="1"><BaseURL byteRange="x">v.mp4</BaseURL><SegmentBase indexRange="1-2"><Initialization range="0-1"/></SegmentBase></Representation>'
      + '<Representation id="b" bandwidth="1"><SegmentList duration="4"><Initialization sourceURL="i.mp4"/><SegmentURL media="1.m4s" index="1.idx"/><SegmentURL mediaRange="4-5"/></SegmentList></Representation>')}`);
    expect(sealed).toEqual(['https://cdn.example/x/v.mp4', 'https://cdn.example/x/i.mp4', 'https://cdn.example/x/1.m4s', 'https://cdn.example/x/1.idx', 'https://cdn.example/x/']);
    expect(out).toContain('<Representation id="a" bandwidth="1"><BaseURL>/R1</BaseURL>');
    expect(out).not.toContain('example');
  });

  test('a base that says when segments are there stays for that', () => {
    expect(rewrite(`<BaseURL availabilityTimeOffset="7" serviceLocation="x">http://cdn.example/</BaseURL>${set('<SegmentTemplate media="$Number$"/><Representation id="a"/>')}`))
      .toContain('<BaseURL availabilityTimeOffset="7">./</BaseURL>');
    expect(sealed).toEqual(['http://cdn.example/$Number$']);
  });

  test('where the manifest is next, and its clock', () => {
    const out = rewrite('<Location>http://cdn.example/next.mpd</Location><UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="https://time.example/now https://b.example/"/>'
      + '<UTCTiming schemeIdUri="urn:mpeg:dash:utc:ntp:2014" value="ntp.example"/><UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="2026-01-01T00:00:00Z"/>');
    expect(out.replace(/<MPD[^>]*>/, '')).toBe('<Location>/M1</Location><UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="/R2"/>'
      + '<UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="2026-01-01T00:00:00Z"/></MPD>');
    expect(sealed).toEqual(['http://cdn.example/next.mpd', 'https://time.example/now']);
  });
});

describe('what leads away is left out', () => {
  test.each([
    ['a link', '<Period xlink:href="https://evil.example/p" xlink:actuate="onLoad"/>'],
    ['a link of a strange prefix', '<Period a:href="evil.example/p"/>'],
    ['a patch', '<PatchLocation ttl="9">https://evil.example/patch</PatchLocation>'],
    ['steering', '<ContentSteering defaultServiceLocation="a">https://evil.example/steer</ContentSteering>'],
    ['a report', '<Metrics metrics="x"><Reporting schemeIdUri="urn:dvb:dash:reporting:2014" dvb:reportingUrl="https://evil.example/r"/></Metrics>'],
    ['a chained manifest', '<SupplementalProperty schemeIdUri="urn:mpeg:dash:mpd-chaining:2016" value="evil.example"/>'],
    ['an unknown property', '<EssentialProperty schemeIdUri="urn:x" value="https://evil.example"/>'],
    ['an event to be called', '<Period><EventStream schemeIdUri="urn:mpeg:dash:event:callback:2015" value="1"><Event messageData="evil.example"/></EventStream></Period>'],
    ['another presentation', '<Period><EventStream schemeIdUri="urn:x"><Event><InsertPresentation uri="evil.example/x"/></Event></EventStream></Period>'],
    ['an unknown element', '<Period><Next>https://evil.example</Next></Period>'],
    ['an unknown attribute', '<Period x:where="https://evil.example"/>'],
    ['an escaped address', '<Period x:where="https:&#47;&#x2f;evil.example"/>'],
    ['a section', '<Period><Next><![CDATA[https://evil.example]]></Next></Period>'],
    ['a style sheet', '<?xml-stylesheet href="https://evil.example/x.xsl"?><Period/>'],
    ['initialisations beside', '<InitializationSet id="1" initialization="https://evil.example/i"/>'],
    ['another namespace of XLink', '<AdaptationSet xmlns:q="http://www.w3.org/1999/xlink" q:href="https://evil.example"/>'],
  ])('%s', (_name, inside) => {
    const out = rewrite(inside);
    expect(out).toContain('<MPD');
    expect(out).not.toContain('evil');
    expect(sealed).toEqual([]);
  });

  test('what is for reading, and names of forms, stay', () => {
    expect(rewrite('<Period><AdaptationSet><Role schemeIdUri="http://dashif.org/x" value="main"/><Label>A &amp; B // C</Label></AdaptationSet></Period>', ' profiles="http://dashif.org/guidelines/dash264"'))
      .toBe('<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic" profiles="http://dashif.org/guidelines/dash264"><Period><AdaptationSet><Role schemeIdUri="http://dashif.org/x" value="main"/><Label>A &amp; B // C</Label></AdaptationSet></Period></MPD>');
  });
});

describe('what is refused', () => {
  const refusal = (text: string): unknown => rewriteManifest(text, BASE, ADDRESSES);

  test.each([
    ['what is not well-formed', '<MPD><Period></MPD>'],
    ['a document type', '<!DOCTYPE MPD [<!ENTITY a SYSTEM "http://evil.example">]><MPD>&a;</MPD>'],
    ['an unknown escape', '<MPD><Period>&a;</Period></MPD>'],
    ['something beside the root', '<MPD/><MPD><BaseURL>http://evil.example/</BaseURL></MPD>'],
    ['text before it', 'x<MPD/>'],
    ['Smooth Streaming', '<SmoothStreamingMedia MajorVersion="2"/>'],
    ['a patch', '<Patch/>'],
    ['a base of another scheme', '<MPD><BaseURL>file:///etc/</BaseURL></MPD>'],
    ['a template inside a host', '<MPD><Period><AdaptationSet><SegmentTemplate media="http://$RepresentationID$.example/$Number$"/><Representation id="a"/></AdaptationSet></Period></MPD>'],
    ['two attributes of a name', '<MPD a="1" a="2"/>'],
  ])('%s', (_name, text) => {
    expect(refusal(text)).toEqual({ refused: 'media.unsupported' });
  });

  test('a protected stream: its licence would be asked for directly', () => {
    expect(refusal('<MPD><Period><AdaptationSet><ContentProtection schemeIdUri="urn:uuid:1"/></AdaptationSet></Period></MPD>')).toEqual({ refused: 'media.drm-unsupported' });
  });

  test('a manifest is one wherever it stands', () => {
    expect([`${' '.repeat(3000)}<MPD>`, 'x<a:MPD xmlns:a="b">', '<Patch/>', '<SmoothStreamingMedia>'].map(isManifestText)).toEqual([true, true, true, true]);
    expect(isManifestText('<tt><p>MPD</p></tt>')).toBe(false);
  });
});
