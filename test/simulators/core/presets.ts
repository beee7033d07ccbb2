/** A model year of a simulated set. */
export interface TelevisionPreset {
  /** For command lines: `tizen-5.0`, `webos-6`. */
  readonly id: string;
  readonly family: 'tizen' | 'webos';
  /** As the set itself tells it: Tizen's platform version, or webOS's `sdkVersion`. */
  readonly osVersion: string;
  readonly engineMajor: number;
  readonly userAgent: string;
  readonly model: string;
  readonly memoryMb: number;
  readonly hasUhd: boolean;
  /** Samsung: a second player may gather beside the one that plays. Makers tell it of no model; here it is so from Tizen 6.0 on. */
  readonly canPrebuffer: boolean;
  readonly viewport: { readonly width: number; readonly height: number };
}

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

function tizen(osVersion: string, engineMajor: number, engine: string, year: number, memoryMb: number): TelevisionPreset {
  const webkit = osVersion === '3.0' ? 'AppleWebKit/538.1 (KHTML, like Gecko)' : WEBKIT;
  const tail = osVersion === '3.0' ? 'TV Safari/538.1' : 'TV Safari/537.36';
  return {
    id: `tizen-${osVersion}`, family: 'tizen', osVersion, engineMajor, memoryMb, hasUhd: true, canPrebuffer: Number(osVersion) >= 6,
    userAgent: `Mozilla/5.0 (SMART-TV; LINUX; Tizen ${osVersion}) ${webkit} ${engine} ${tail}`,
    model: `UN55SIM${String(year)}`, viewport: { width: 1920, height: 1080 },
  };
}

function webos(sold: string, osVersion: string, engine: string, memoryMb: number): TelevisionPreset {
  return {
    id: `webos-${sold}`, family: 'webos', osVersion, engineMajor: Number(engine.split('.')[0]), memoryMb, hasUhd: true, canPrebuffer: false,
    userAgent: `Mozilla/5.0 (Web0S; Linux/SmartTV) ${WEBKIT} Chrome/${engine} Safari/537.36 WebAppManager`,
    model: `OLED55SIM${sold}`, viewport: { width: 1920, height: 1080 },
  };
}

/** Every model the simulators know; engines as in tv-platforms 1.1 and 1.2. */
export const PRESETS: readonly TelevisionPreset[] = [
  tizen('3.0', 47, 'Version/3.0', 2017, 1300),
  tizen('4.0', 56, 'Version/4.0', 2018, 1500),
  tizen('5.0', 63, 'Version/5.0', 2019, 1500),
  tizen('5.5', 69, '69.0.3497.106/5.5', 2020, 2000),
  tizen('6.0', 76, '76.0.3809.146/6.0', 2021, 2000),
  tizen('6.5', 85, '85.0.4183.93/6.5', 2022, 2500),
  tizen('7.0', 94, '94.0.4606.31/7.0', 2023, 2500),
  tizen('8.0', 108, '108.0.5359.1/8.0', 2024, 3000),
  tizen('9.0', 120, '120.0.6099.5/9.0', 2025, 3000),
  tizen('10.0', 130, '130.0.6723.1/10.0', 2026, 4000),
  // The one model whose page has 720 lines; the display rectangle stays 1920x1080 (T-25).
  { ...tizen('3.0', 47, 'Version/3.0', 2015, 1000), id: 'tizen-720p', viewport: { width: 1280, height: 720 } },
  webos('3', '3.4', '38.0.2125.122', 1300),
  webos('4', '4.4', '53.0.2785.34', 1500),
  webos('5', '5.2', '68.0.3440.106', 2000),
  webos('6', '6.3', '79.0.3945.79', 2000),
  webos('22', '7.3', '87.0.4280.88', 2500),
  webos('23', '8.2', '94.0.4606.128', 2500),
  webos('24', '9.1', '108.0.5359.211', 3000),
  webos('25', '10.1', '120.0.6099.270', 3000),
  webos('26', '11.0', '132.0.6834.159', 4000),
];

/** The preset for `tizen`/`webos` and a version as it is sold (`5.0`, `6`, `22`). Throws with the known ones. */
export function findPreset(family: 'tizen' | 'webos', version: string): TelevisionPreset {
  const wanted = `${family}-${version}`;
  const found = PRESETS.find((preset) => preset.id === wanted) ?? PRESETS.find((preset) => preset.id === `${wanted}.0`);
  if (found !== undefined) return found;
  const known = PRESETS.filter((preset) => preset.family === family).map((preset) => preset.id.slice(family.length + 1));
  throw new Error(`no ${family} ${version}; known: ${known.join(', ')}`);
}
