import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE_MS } from '#core/base';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

/** A browser without scripts: keeps the cookie, fills in and sends the form of the page it is on. */
class Browser {
  cookie = '';
  page = '';
  status = 0;

  constructor(
    private readonly fixture: PlatformFixture,
    private readonly language = 'en',
  ) {}

  async open(url: string): Promise<this> {
    return this.read(await this.fixture.app.inject({ url, headers: this.headers() }));
  }

  async submit(fields: Record<string, string>, extra: Record<string, string> = {}): Promise<this> {
    const action = /<form method="post" action="([^"]+)"/.exec(this.page)?.[1] ?? '/none';
    const hidden = Array.from(this.page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g), ([, name = '', value = '']) => [name, value]);
    const payload = new URLSearchParams([...hidden, ...Object.entries({ ...fields })].map(([name = '', value = '']) => [name, value])).toString();
    const headers = { ...this.headers(), 'content-type': 'application/x-www-form-urlencoded', ...extra };
    return this.read(await this.fixture.app.inject({ url: action, method: 'POST', headers, payload }));
  }

  get heading(): string {
    return /<h1>([^<]*)/.exec(this.page)?.[1] ?? '';
  }

  get problem(): string {
    return /role="alert"[^>]*>([^<]*)/.exec(this.page)?.[1] ?? '';
  }

  private headers(): Record<string, string> {
    return { cookie: this.cookie, 'accept-language': this.language, accept: 'text/html' };
  }

  private read(response: { payload: string; statusCode: number; headers: Record<string, unknown> }): this {
    const set = response.headers['set-cookie'];
    if (typeof set === 'string') this.cookie = set.split(';')[0] ?? '';
    this.page = response.payload;
    this.status = response.statusCode;
    return this;
  }
}

let fixture: PlatformFixture;
let userCode: string;
let deviceCode: string;

beforeEach(async () => {
  fixture = await openPlatformFixture();
  const started = await fixture.platform.deviceAuthorization.start({ clientId: 'tv', name: 'Küche <b>TV</b>', ip: '10.0.0.9' });
  if (!started.ok) throw started.error;
  ({ userCode, deviceCode } = started.value);
});

afterEach(async () => {
  await fixture.close();
});

async function isSignedIn(): Promise<boolean> {
  return 'token' in (await fixture.platform.deviceAuthorization.poll(deviceCode, 'tv', '10.0.0.9'));
}

const GOOD = { name: 'tester', password: 'tester-password' };

describe('the phone page', () => {
  test('from a typed code to a signed-in set, without scripts', async () => {
    const phone = await new Browser(fixture).open('/activate');
    expect([phone.status, phone.heading]).toEqual([200, 'Sign in your television']);
    await phone.submit({ user_code: ` ${userCode.slice(0, 4).toLowerCase()} ${userCode.slice(4)}` });
    expect(phone.heading).toBe('Is this the code on your television?');
    expect(phone.page).toContain('Küche &lt;b&gt;TV&lt;/b&gt;');
    expect(phone.page).not.toContain('<script');
    await phone.submit(GOOD);
    expect(phone.heading).toBe('Use tester on this television?');
    expect(await isSignedIn()).toBe(false);
    await phone.submit({ decision: 'confirm' });
    expect(phone.heading).toBe('Your television is signed in');
    fixture.advance(MINUTE_MS);
    expect(await isSignedIn()).toBe(true);
  });

  test('the QR address shows the code and asks, it does not sign in by itself', async () => {
    const phone = await new Browser(fixture, 'de-DE').open(`/tv?user_code=${userCode.slice(0, 4)}-${userCode.slice(4)}`);
    expect(phone.heading).toBe('Zeigt dein Fernseher diesen Code?');
    for (const letter of userCode) expect(phone.page).toContain(`<li>${letter}</li>`);
    expect(phone.page).toContain('lang="de"');
    expect(await isSignedIn()).toBe(false);
  });

  test('the product’s mark stays with its name: an operator’s page has the operator’s name alone', async () => {
    const named = await openPlatformFixture({ name: 'Fjord TV' });
    const [own, theirs] = [(await new Browser(fixture).open('/tv')).page, (await new Browser(named).open('/tv')).page];
    await named.close();
    const logoOf = (page: string): string => /<div class="logo">(.*?)<\/div>/.exec(page)?.[1] ?? '';
    expect(logoOf(own)).toMatch(/^<svg .*<span>Hearth<\/span>$/);
    expect(logoOf(theirs)).toBe('<span>Fjord TV</span>');
  });

  test('Arabic runs from right to left', async () => {
    expect((await new Browser(fixture, 'ar').open('/tv')).page).toContain('<html lang="ar" dir="rtl">');
  });

  test('refusing tells the set', async () => {
    const phone = await new Browser(fixture).open(`/tv?user_code=${userCode}`);
    await phone.submit(GOOD);
    await phone.submit({ decision: 'refuse' });
    expect(phone.heading).toBe('Refused');
    expect(await fixture.platform.deviceAuthorization.poll(deviceCode, 'tv', 'x')).toEqual({ error: 'access_denied' });
  });

  test('a wrong password keeps name and code, a wrong code asks again', async () => {
    const phone = await new Browser(fixture).open(`/tv?user_code=${userCode}`);
    await phone.submit({ name: 'tester', password: 'nope' });
    expect([phone.status, phone.problem]).toEqual([401, 'The name or the password is wrong.']);
    expect(phone.page).toContain('value="tester"');
    expect(phone.page).not.toContain('nope');
    await phone.open('/activate?user_code=%22%3E%3Cscript%3E');
    expect([phone.status, phone.problem]).toEqual([404, 'No television waits for this code. Check it letter by letter.']);
    expect(phone.page).not.toContain('<script');
  });

  test('an expired code and a suspended account are said', async () => {
    const phone = await new Browser(fixture).open(`/tv?user_code=${userCode}`);
    await phone.submit({ name: 'suspended', password: '2468' });
    expect([phone.status, phone.problem]).toEqual([403, 'This account is suspended. Ask your provider.']);
    fixture.advance(16 * MINUTE_MS);
    await phone.submit(GOOD);
    expect([phone.status, phone.problem]).toEqual([410, 'This code is no longer valid. Get a new one on your television.']);
  });

  test('a decision cannot be sent twice', async () => {
    const phone = await new Browser(fixture).open(`/tv?user_code=${userCode}`);
    await phone.submit(GOOD);
    const before = phone.page;
    await phone.submit({ decision: 'confirm' });
    phone.page = before;
    await phone.submit({ decision: 'refuse' });
    expect(phone.status).toBe(410);
    fixture.advance(MINUTE_MS);
    expect(await isSignedIn()).toBe(true);
  });
});

describe('against other sites', () => {
  async function confirmPage(): Promise<Browser> {
    const phone = await new Browser(fixture).open(`/tv?user_code=${userCode}`);
    return phone.submit(GOOD);
  }

  test('a form without the cookie, with another browser\'s cookie, or from another site does nothing', async () => {
    const phone = await confirmPage();
    const own = phone.cookie;
    const page = phone.page;
    for (const [cookie, extra] of [['', {}], ['hearth_form=AAAAAAAAAAAAAAAAAAAAAAAA', {}], [own, { 'sec-fetch-site': 'cross-site' }]] as const) {
      phone.page = page;
      phone.cookie = cookie;
      await phone.submit({ decision: 'confirm' }, extra);
      expect(phone.status).toBe(403);
    }
    fixture.advance(MINUTE_MS);
    expect(await isSignedIn()).toBe(false);
  });

  test('a ticket is good for its code and for ten minutes', async () => {
    const phone = await confirmPage();
    const other = await fixture.platform.deviceAuthorization.start({ clientId: 'tv', name: 'Other', ip: '10.0.0.9' });
    if (!other.ok) throw other.error;
    const page = phone.page;
    phone.page = page.replace(`name="user_code" value="${userCode}"`, `name="user_code" value="${other.value.userCode}"`);
    await phone.submit({ decision: 'confirm' });
    expect(phone.status).toBe(403);
    fixture.advance(10 * MINUTE_MS);
    phone.page = page;
    await phone.submit({ decision: 'confirm' });
    expect(phone.status).toBe(403);
    expect(await isSignedIn()).toBe(false);
  });

  test('pages forbid frames, scripts, caches; the cookie is for forms of the same site alone', async () => {
    const response = await fixture.app.inject({ url: '/tv' });
    expect(response.headers).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(String(response.headers['content-security-policy'])).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(String(response.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict$/);
  });
});
