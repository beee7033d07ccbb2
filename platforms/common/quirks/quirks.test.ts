import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { probeCapabilities } from '../device/probe-capabilities';
import type { EngineFeatures } from '../device/probe-capabilities';
import { QUIRKS, WEBOS_AUDIO_TRACKS_OFF, WEBOS_BACK_GOES_HOME } from './index';
import { renderQuirks } from './render-quirks';

const features: EngineFeatures = {
  userAgent: '', viewportHeight: 1080, hasImageBitmap: true, hasWebgl: true, hasWorkers: true, hasGzipStreams: true,
  hasMediaSource: true, canPlayHls: false, deviceMemoryMb: null,
};

describe('quirks', () => {
  it('carry complete papers', () => {
    for (const quirk of QUIRKS) {
      expect(quirk.id).toMatch(/^[a-z0-9-]+$/);
      expect(quirk.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(quirk.link).toMatch(/^https:\/\//);
      for (const text of [quirk.symptom, quirk.measure, quirk.devices, quirk.removal]) expect(text.length).toBeGreaterThan(5);
    }
    expect(new Set(QUIRKS.map((quirk) => quirk.id)).size).toBe(QUIRKS.length);
  });

  it('apply to no browser', () => {
    const browser = probeCapabilities('browser', features);
    expect(QUIRKS.filter((quirk) => quirk.appliesTo(browser))).toEqual([]);
  });

  it('compare versions as numbers: 22 is newer than 6', () => {
    const old = probeCapabilities('webos', features, { osVersion: '5.0' });
    const six = probeCapabilities('webos', features, { osVersion: '6.0' });
    const newest = probeCapabilities('webos', features, { osVersion: '11' });
    expect([old, six, newest].map((set) => WEBOS_BACK_GOES_HOME.appliesTo(set))).toEqual([true, false, false]);
    expect([old, six, newest].map((set) => WEBOS_AUDIO_TRACKS_OFF.appliesTo(set))).toEqual([true, true, true]);
  });

  it('are all in docs/quirks.md, as they are', () => {
    expect(readFileSync(join(__dirname, '../../../docs/quirks.md'), 'utf8')).toBe(renderQuirks(QUIRKS));
  });
});
