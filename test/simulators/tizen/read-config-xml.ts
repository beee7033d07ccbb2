import type { AccessRule, TelevisionConfig } from '../core/television';

/** What a set takes from a package's config.xml. */
export type PackageFacts = Pick<TelevisionConfig, 'access' | 'contentPolicy' | 'privileges' | 'keepsPageOnAppControl'>;

function tags(text: string, name: string): readonly string[] {
  return [...text.matchAll(new RegExp(`<${name}(?=[\\s/>])[^>]*>`, 'g'))].map(([tag]) => tag);
}

function unescaped(text: string): string {
  return text.replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return unescaped(value?.[1] ?? value?.[2] ?? '');
}

/** The policy that takes the place of the list of origins; `null` where no element of its kind is there, empty: the runtime's own. */
function policyIn(text: string): string | null {
  const names = ['tizen:content-security-policy', 'tizen:content-security-policy-report-only', 'tizen:allow-navigation'];
  if (names.every((name) => tags(text, name).length === 0)) return null;
  const words = /<tizen:content-security-policy(?:\s[^>]*)?>([^<]*)<\/tizen:content-security-policy>/.exec(text)?.[1] ?? '';
  return unescaped(words).trim();
}

/** Reads a config.xml as far as simulated sets follow it. The text is read by patterns, as the packager's check reads it. */
export function readConfigXml(xml: string): PackageFacts {
  const text = xml.replace(/<!--[\s\S]*?-->/g, '');
  const access = tags(text, 'access').map((tag): AccessRule => {
    const origin = attribute(tag, 'origin');
    return { origin, subdomains: origin === '*' || attribute(tag, 'subdomains') === 'true' };
  });
  return {
    access,
    contentPolicy: policyIn(text),
    privileges: tags(text, 'tizen:privilege').map((tag) => attribute(tag, 'name')),
    keepsPageOnAppControl: tags(text, 'tizen:src').some((tag) => attribute(tag, 'reload') === 'disable'),
  };
}
