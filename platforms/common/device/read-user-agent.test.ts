import { readUserAgent } from './read-user-agent';
import { compareVersions, isAtLeast, parseVersion } from './version';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const tizen = (version: string, tail: string): string => `Mozilla/5.0 (SMART-TV; LINUX; Tizen ${version}) ${WEBKIT} ${tail}`;
const webos = (chrome: string): string => `Mozilla/5.0 (Web0S; Linux/SmartTV) ${WEBKIT} ${chrome} Safari/537.36 WebAppManager`;

/** User agents as sets send them (tv-platforms 1.1 and 1.2). */
const TABLE: ReadonlyArray<readonly [name: string, userAgent: string, family: string, osVersion: string, engineMajor: number]> = [
  ['Samsung 2015', 'Mozilla/5.0 (SMART-TV; Linux; Tizen 2.3) AppleWebKit/538.1 (KHTML, like Gecko) SamsungBrowser/1.0 TV Safari/538.1', 'tizen', '2.3', 0],
  ['Samsung 2016', 'Mozilla/5.0 (SMART-TV; Linux; Tizen 2.4.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/2.4.0 TV Safari/538.1', 'tizen', '2.4.0', 0],
  ['Samsung 2017, WebKit by name only', 'Mozilla/5.0 (SMART-TV; Linux; Tizen 3.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/3.0 TV Safari/538.1', 'tizen', '3.0', 47],
  ['Samsung 2018', tizen('4.0', 'Version/4.0 TV Safari/537.36'), 'tizen', '4.0', 56],
  ['Samsung 2019', tizen('5.0', 'Version/5.0 TV Safari/537.36'), 'tizen', '5.0', 63],
  ['Samsung 2020', tizen('5.5', '69.0.3497.106/5.5 TV Safari/537.36'), 'tizen', '5.5', 69],
  ['Samsung 2021', tizen('6.0', '76.0.3809.146/6.0 TV Safari/537.36'), 'tizen', '6.0', 76],
  ['Samsung 2022', tizen('6.5', '85.0.4183.93/6.5 TV Safari/537.36'), 'tizen', '6.5', 85],
  ['Samsung 2023', tizen('7.0', '94.0.4606.31/7.0 TV Safari/537.36'), 'tizen', '7.0', 94],
  ['Samsung 2024', tizen('8.0', '108.0.5359.1/8.0 TV Safari/537.36'), 'tizen', '8.0', 108],
  ['Samsung 2025', tizen('9.0', '120.0.6099.5/9.0 TV Safari/537.36'), 'tizen', '9.0', 120],
  ['Samsung 2026', tizen('10.0', '130.0.6723.1/10.0 TV Safari/537.36'), 'tizen', '10.0', 130],
  ['Samsung TV browser', tizen('5.5', 'SamsungBrowser/2.2 Chrome/63.0.3239.84 TV Safari/537.36'), 'tizen', '5.5', 63],
  ['LG 2016', `Mozilla/5.0 (Web0S; Linux/SmartTV) ${WEBKIT} QtWebEngine/5.2.1 Chrome/38.0.2125.122 Safari/537.36 WebAppManager`, 'webos', '3', 38],
  ['LG 2016, o written as zero', `Mozilla/5.0 (Web0S; Linux/SmartTV) ${WEBKIT} QtWebEngine/5.2.1 Chr0me/38.0.2125.122 Safari/537.36 WebAppManager`, 'webos', '3', 38],
  ['LG 2018', webos('Chrome/53.0.2785.34'), 'webos', '4', 53],
  ['LG 2020', webos('Chrome/68.0.3440.106'), 'webos', '5', 68],
  ['LG 2021', webos('Chrome/79.0.3945.79'), 'webos', '6', 79],
  ['LG 2022', webos('Chrome/87.0.4280.88'), 'webos', '7', 87],
  ['LG 2023', webos('Chrome/94.0.4606.128'), 'webos', '8', 94],
  ['LG 2024', webos('Chrome/108.0.5359.211'), 'webos', '9', 108],
  ['LG 2025', webos('Chrome/120.0.6099.270'), 'webos', '10', 120],
  ['LG 2026', webos('Chrome/132.0.6834.159'), 'webos', '11', 132],
  ['a desktop browser', `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`, 'browser', '', 141],
  ['another browser', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'browser', '', 0],
];

describe('readUserAgent', () => {
  it.each(TABLE)('%s', (_name, userAgent, family, osVersion, engineMajor) => {
    expect(readUserAgent(userAgent)).toEqual({ family, osVersion: parseVersion(osVersion), engineMajor });
  });
});

describe('versions', () => {
  it('compare as numbers, not as text', () => {
    expect(compareVersions(parseVersion('10.0'), parseVersion('9.0'))).toBeGreaterThan(0);
    expect(compareVersions(parseVersion('6.5'), parseVersion('6.50'))).toBeLessThan(0);
    expect(compareVersions(parseVersion('6'), parseVersion('6.0.0'))).toBe(0);
  });

  it('take zero for a number', () => {
    expect(isAtLeast(parseVersion('0'), '0')).toBe(true);
    expect(isAtLeast(parseVersion('0.9'), '1')).toBe(false);
  });

  it('read the number out of a text', () => {
    expect(parseVersion('v5.5.0-rc1')).toEqual([5, 5, 0]);
    expect(parseVersion('none')).toEqual([]);
  });
});
