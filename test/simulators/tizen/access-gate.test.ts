import { expect, it } from '@jest/globals';
import { policyOf } from './access-gate';

const OWN = "default-src 'self' file: data: blob: 'unsafe-inline' 'unsafe-eval'";
const list = (...access: ReadonlyArray<{ readonly origin: string; readonly subdomains: boolean }>): string | null => policyOf({ access, contentPolicy: null });

it('T-19 a list of origins admits these and no other; none at all leaves the package its own files', () => {
  expect(list({ origin: '*', subdomains: false })).toBeNull();
  expect(list({ origin: 'https://a.example', subdomains: false }, { origin: '*', subdomains: true })).toBeNull();
  expect(list()).toBe(OWN);
  expect(list({ origin: 'https://a.example', subdomains: false }, { origin: 'http://b.example:8080/', subdomains: true })).toBe(
    `${OWN} https://a.example http://b.example:8080 http://*.b.example:8080`,
  );
  // Numbers have nothing below them; what is no origin admits nothing, and no rule of its own making.
  expect(list({ origin: 'http://192.0.2.1', subdomains: true }, { origin: 'a.example', subdomains: true }, { origin: 'http://a.example/path', subdomains: true }, { origin: 'http://a; script-src *', subdomains: false })).toBe(
    `${OWN} http://192.0.2.1`,
  );
});

it('T-19 a policy takes the place of the list, and an empty one is the runtime’s own', () => {
  expect(policyOf({ access: [{ origin: '*', subdomains: true }], contentPolicy: ' ' })).toBe("default-src 'self'");
  expect(policyOf({ access: [], contentPolicy: "default-src 'self'; connect-src *" })).toBe("default-src 'self'; connect-src *");
});
