import { expect, test } from '@jest/globals';
import { fillMacros } from '#core/ads';
import { signal } from '#core/state';
import { DEFAULT_SETTINGS } from '#model/settings';
import { sharedAdId } from './shared-ad-id';

const TAG = 'https://ads.example/vast?i=[IFA]&t=[IFATYPE]&l=[LIMITADTRACKING]';
const host = (id: string | null): Parameters<typeof sharedAdId>[0] => ({ adId: { kind: 'tifa', id: () => id }, platformUrl: 'https://tv.example' });
const asked = (isAdIdShared: boolean, isKids: boolean | null): Parameters<typeof sharedAdId>[1] =>
  ({ settings: { values: signal({ ...DEFAULT_SETTINGS, isAdIdShared }) }, session: { profile: signal(isKids === null ? null : { isKids }) } }) as unknown as Parameters<typeof sharedAdId>[1];
const requestOf = (url: string, adId: ReturnType<typeof sharedAdId>): string => fillMacros(url, { errorCode: 0, random: 0, nowMs: 0, playheadMs: -1, ...(adId === null ? {} : { adId }) });

test('an ad server hears the id where the viewer and the set allow it', () => {
  expect(requestOf(TAG, sharedAdId(host('a-1'), asked(true, false), TAG))).toBe('https://ads.example/vast?i=a-1&t=tifa&l=0');
});

test.each([
  ['the viewer did not allow it', host('a-1'), asked(false, false), TAG],
  ['a child watches', host('a-1'), asked(true, true), TAG],
  ['nobody watches', host('a-1'), asked(true, null), TAG],
  ['the set limits it or has none', host(null), asked(true, false), TAG],
  ['the set knows no such id', { ...host(null), adId: null }, asked(true, false), TAG],
  ['the request is not over https', host('a-1'), asked(true, false), TAG.replace('https', 'http')],
  ['the platform is asked, which knows whose set it is', host('a-1'), asked(true, false), TAG.replace('ads', 'tv')],
])('%s: nobody is described', (_why, from, who, url) => {
  expect(requestOf(url, sharedAdId(from, who, url))).toMatch(/i=-1&t=-1&l=-1$/);
});

test('nobody is asked to share it by default', () => {
  expect(DEFAULT_SETTINGS.isAdIdShared).toBe(false);
});
