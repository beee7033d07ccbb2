import { expect, test } from '@jest/globals';
import type { SourceId } from '#core/base';
import { pictureWay } from './private-sources';

const config = (id: string, host: string, isPrivate: boolean) => ({ id: id as SourceId, kind: 'xtream' as const, name: '', host, ...(isPrivate ? { isPrivate: true as const } : {}) });
const PROXIED = [config('a', 'line.example:8080', true), config('b', '10.0.0.5:80', true), config('c', 'open.test', false)];
const RELAYED = [...PROXIED, config('r', 'relayed.test', true)];
const relay = { id: 'r' as SourceId, pictureAddress: (url: string) => Promise.resolve(url.endsWith('gone.png') ? null : `https://relay/${url.replace(/^.*:\/\//, '')}`) };
const plain = ['a', 'b', 'c'].map((id) => ({ id: id as SourceId }));

test.each([
  // Behind proxies: the provider's own stay away, others come directly.
  [PROXIED, 'http://line.example/p.png', null],
  [PROXIED, 'https://img.line.example:8443/p.png', null],
  [PROXIED, 'http://10.0.0.5/p.png', null],
  [PROXIED, 'http://10.0.0.6/p.png', 'http://10.0.0.6/p.png'],
  [PROXIED, 'http://open.test/p.png', 'http://open.test/p.png'],
  [PROXIED, 'https://pictures.test/p.png', 'https://pictures.test/p.png'],
  // With a source by the relay: everything but what a direct source or a proxied one owns goes by it.
  [RELAYED, 'https://img.relayed.test/p.png', 'https://relay/img.relayed.test/p.png'],
  [RELAYED, 'https://pictures.test/p.png', 'https://relay/pictures.test/p.png'],
  [RELAYED, 'https://pictures.test/gone.png', null],
  [RELAYED, 'http://open.test/p.png', 'http://open.test/p.png'],
  [RELAYED, 'http://line.example/p.png', null],
])('%#: %s', async (configs, url, wanted) => {
  const sources = configs === RELAYED ? [...plain, relay] : plain;
  expect(await new Promise((resolve) => { pictureWay(configs, sources, url, resolve); })).toBe(wanted);
});
