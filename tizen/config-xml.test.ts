import { describe, expect, test } from '@jest/globals';
import { readBrandFile, type Brand } from '../scripts/brand';
import { findConfigProblems } from './check-config';
import { configXml } from './config-xml';
import { checkPrivileges } from './privileges';

const brand = readBrandFile('static/brand/hearth.json');
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const packageOf = (xml: string): { path: string; bytes: Uint8Array }[] => [
  { path: 'config.xml', bytes: utf8(xml) },
  { path: 'icon.png', bytes: utf8('') },
  { path: 'index.html', bytes: utf8('') },
  { path: 'preview-service.js', bytes: utf8('') },
];

describe('config.xml', () => {
  const xml = configXml(brand, '1.4.0');

  test('keeps the rules of installer and store', () => {
    expect(findConfigProblems(packageOf(xml))).toEqual([]);
  });

  test('asks for the privileges the app uses and no other', () => {
    expect([...xml.matchAll(/<tizen:privilege name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'http://tizen.org/privilege/internet',
      'http://tizen.org/privilege/tv.inputdevice',
      'http://developer.samsung.com/privilege/productinfo',
      'http://developer.samsung.com/privilege/network.public',
      'http://developer.samsung.com/privilege/drmplay',
      'http://developer.samsung.com/privilege/billing',
      'http://tizen.org/privilege/application.launch',
    ]);
  });

  test('a brand that uses nothing besides has neither privileges nor a service for it; one that uses all has them', () => {
    const withUses = (uses: Brand['tizen']['uses']): string => configXml({ ...brand, tizen: { ...brand.tizen, uses } }, '1.4.0');
    expect(withUses([])).not.toMatch(/tizen:service|use\.preview|application\.launch|microphone|voicecontrol|adinfo/);
    const all = withUses(['voice', 'preview', 'advertising-id']);
    for (const part of ['privilege/voicecontrol', 'privilege/microphone', 'metadata/microphone.support', 'privilege/adinfo', '<tizen:service id="HearthTv01.Preview"']) expect(all).toContain(part);
    expect(findConfigProblems(packageOf(all))).toEqual([]);
  });

  test('opens the network and sets no policy that would close it', () => {
    expect(xml).toContain('<access origin="*" subdomains="true"/>');
    expect(xml).not.toContain('content-security-policy');
    expect(xml).not.toContain('allow-navigation');
  });

  test('lets a deep link reach the running app', () => {
    expect(xml).toMatch(
      /<tizen:app-control>\s*<tizen:src name="index.html" reload="disable"\/>\s*<tizen:operation name="http:\/\/samsung.com\/appcontrol\/operation\/eden_resume"\/>/,
    );
  });

  test('texts of the brand cannot break out of their element', () => {
    const odd: Brand = { ...brand, name: 'A&B <"TV">', localNames: { de: 'Ä&Ö', ar: 'موقد' } };
    const text = configXml(odd, '1.4.0');
    expect(text).toContain('<name>A&amp;B &lt;&quot;TV&quot;&gt;</name>');
    expect(text.indexOf('<name xml:lang="ar">موقد</name>')).toBeLessThan(
      text.indexOf('<name xml:lang="de">Ä&amp;Ö</name>'),
    );
  });

  test.each([
    ['version="1.4.0"', 'version="1.4"', 'config.xml, widget version'],
    ['package="HearthTv01"', 'package="Hearth"', 'config.xml, tizen:application package'],
    ['id="HearthTv01.Hearth"', 'id="HearthTv02.Hearth"', 'config.xml, tizen:application id'],
    ['required_version="3.0"', '', 'config.xml, tizen:application required_version'],
    ['<content src="index.html"/>', '<content src="start.html"/>', 'config.xml, content'],
    ['<icon src="icon.png"/>', '', 'config.xml, icon'],
    [
      'http://tizen.org/privilege/internet',
      'http://tizen.org/privilege/appmanager.kill',
      'config.xml, tizen:privilege',
    ],
    ['background-support="disable"', 'background-support="enable"', 'config.xml, tizen:setting'],
    ['id="HearthTv01.Preview"', 'id="OtherTv001.Preview"', 'config.xml, tizen:service id'],
    ['src="preview-service.js"', 'src="service.js"', 'config.xml, tizen:service'],
    [
      '</widget>',
      '<tizen:content-security-policy>x</tizen:content-security-policy></widget>',
      'config.xml, tizen:content-security-policy',
    ],
  ])('%s → %s is found', (from, to, field) => {
    expect(xml).toContain(from);
    expect(findConfigProblems(packageOf(xml.replace(from, to))).map((problem) => problem.field)).toContain(field);
  });
});

describe('privileges against the scripts of the app', () => {
  const script = (text: string): { path: string; bytes: Uint8Array }[] => [{ path: 'app.js', bytes: utf8(text) }];

  test('a guarded call without its privilege is a problem: it would throw on the set', () => {
    expect(checkPrivileges(script('webapis.widgetdata.read()')).problems[0]?.reason).toContain(
      'http://developer.samsung.com/privilege/widgetdata',
    );
  });

  test('a call that is made only where the brand uses it needs no privilege elsewhere', () => {
    expect(checkPrivileges(script('webapis.adinfo.getTIFA()')).problems).toEqual([]);
  });

  test('a declared privilege no script uses is reported', () => {
    expect(checkPrivileges(script('tizen.tvinputdevice.registerKeyBatch(k)')).unused).toEqual([
      'http://developer.samsung.com/privilege/productinfo',
      'http://developer.samsung.com/privilege/network.public',
      'http://developer.samsung.com/privilege/drmplay',
      'http://developer.samsung.com/privilege/billing',
    ]);
  });
});
