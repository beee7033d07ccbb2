import { expect, it } from '@jest/globals';
import { readBrandFile } from '#scripts/brand';
import { configXml } from '../../../tizen';
import { readConfigXml } from './read-config-xml';

it('our own config.xml admits every origin; without its element a set has no network for the page', () => {
  const xml = configXml(readBrandFile('static/brand/hearth.json'), '1.0.0');
  const facts = readConfigXml(xml);
  expect(facts).toMatchObject({ access: [{ origin: '*', subdomains: true }], contentPolicy: null, keepsPageOnAppControl: true });
  expect(facts.privileges).toEqual(expect.arrayContaining(['http://tizen.org/privilege/internet', 'http://developer.samsung.com/privilege/billing']));
  expect(readConfigXml(xml.replace(/.*<access .*\n/, '')).access).toEqual([]);
  expect(readConfigXml(xml.replace('<access origin="*" subdomains="true"/>', '<!-- <access origin="*"/> -->')).access).toEqual([]);
  expect(readConfigXml(xml.replace(' reload="disable"', '')).keepsPageOnAppControl).toBe(false);
});

it('the elements of a policy switch the list off, each with what it says', () => {
  const list = "<access origin='https://a.example' subdomains=\"true\"/><access origin=\"http://b.example\"/>";
  expect(readConfigXml(list).access).toEqual([{ origin: 'https://a.example', subdomains: true }, { origin: 'http://b.example', subdomains: false }]);
  expect(readConfigXml(`${list}<tizen:content-security-policy>default-src 'self'; img-src *</tizen:content-security-policy>`).contentPolicy).toBe("default-src 'self'; img-src *");
  expect(readConfigXml(`${list}<tizen:allow-navigation>a.example</tizen:allow-navigation>`).contentPolicy).toBe('');
  expect(readConfigXml(`${list}<tizen:content-security-policy-report-only>default-src *</tizen:content-security-policy-report-only>`).contentPolicy).toBe('');
});
