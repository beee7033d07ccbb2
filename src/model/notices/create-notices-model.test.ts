import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, ERRORS } from '#core/base';
import type { ErrorCode } from '#core/base';
import { signal } from '#core/state';
import { createTranslator, LANGUAGES } from '#model/i18n';
import type { Translator } from '#model/i18n';
import { FakeClock, FakeNetwork, readStrings, settle } from '#test/harness/fakes';
import { createNoticesModel } from './create-notices-model';
import type { NoticesModel } from './notices-model';

const clock = new FakeClock();
let network = new FakeNetwork();
let translator: Translator;
let notices: NoticesModel;
let tries = 0;
const failedSource = signal<string | null>(null);

beforeEach(async () => {
  network = new FakeNetwork();
  tries = 0;
  failedSource.value = null;
  translator = createTranslator({ clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  notices = createNoticesModel({ clock, network, translator, loadedAtMs: () => clock.nowMs() - 300_000, tryAgain: () => (tries += 1), failedSource });
});

test('toasts go by themselves, the newest replaces the others', () => {
  notices.showToast('one');
  clock.tick(3000);
  notices.showToast('two');
  clock.tick(3999);
  expect(notices.toast.value?.text).toBe('two');
  clock.tick(1);
  expect(notices.toast.value).toBeNull();
});

test('a second question waits for the first', async () => {
  const answers: string[] = [];
  const question = (title: string) => ({ title, text: '', buttons: [{ id: 'stay', label: 'Stay' }], safeId: 'stay' });
  void notices.ask(question('A')).then((id) => answers.push(`A ${id}`));
  void notices.ask(question('B')).then((id) => answers.push(`B ${id}`));
  expect(notices.dialog.value?.title).toBe('A');
  notices.answer('stay');
  await settle();
  expect(notices.dialog.value?.title).toBe('B');
  notices.answer('stay');
  notices.answer('stay');
  await settle();
  expect([answers, notices.dialog.value]).toEqual([['A stay', 'B stay'], null]);
});

describe('banner', () => {
  test('says offline and when things were loaded; coming back clears it, says so and tries again', () => {
    expect(notices.banner.value).toBeNull();
    network.set(false);
    expect(notices.banner.value).toEqual({ kind: 'offline', text: 'No connection. Showing what was loaded at 20:36.', actionLabel: 'Try again' });
    network.set(true);
    expect([notices.banner.value, notices.toast.value?.text, tries]).toEqual([null, 'Connected again.', 1]);
  });

  test('names a source that could not be refreshed', () => {
    failedSource.value = 'Living room';
    expect(notices.banner.value?.text).toBe('Living room could not be refreshed. Showing what was loaded at 20:36.');
    notices.actOnBanner();
    expect(tries).toBe(1);
  });
});

test.each(LANGUAGES)('every error code has a title and a sentence in %s, without code or blame words', async (locale) => {
  await translator.setLocale(locale);
  for (const code of Object.keys(ERRORS) as ErrorCode[]) {
    const words = notices.describe(new AppError(code));
    for (const text of [words.title, words.text]) {
      expect(text).not.toContain('error.');
      expect(text).not.toMatch(/HRT|undefined|\{/);
    }
    expect(words.label).toMatch(/^HRT-\d{4}$/);
  }
});
