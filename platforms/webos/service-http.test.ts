import { beforeEach, expect, test } from '@jest/globals';
import { FakeHttp, FakeService } from '#test/harness/fakes';
import { ServiceHttp } from './service-http';

let engine: FakeHttp;
let service: FakeService;
let http: ServiceHttp;

beforeEach(() => {
  engine = new FakeHttp();
  service = new FakeService();
  http = new ServiceHttp({ engine, service, hasGzipStreams: false });
  engine.on('good.example', { body: 'engine' });
  service.http.on('example', { body: 'service' });
});

const askedOf = (): readonly [number, number] => [engine.requests.length, service.http.requests.length];

test('what the engine may do it does', async () => {
  await http.request({ url: 'http://good.example/a', headers: { 'x-a': '1' } });
  expect(askedOf()).toEqual([1, 0]);
});

test('headers the engine keeps for itself, and gzip it cannot unpack, go to the service', async () => {
  await http.request({ url: 'http://good.example/a', headers: { 'User-Agent': 'Box' } });
  await http.request({ url: 'http://good.example/guide.xml.gz', mayUnpack: true });
  expect(askedOf()).toEqual([0, 2]);
  expect(service.http.requests[0]?.headers).toEqual({ 'user-agent': 'Box' });
});

test('a host that refuses the engine is asked by the service, and the next time at once', async () => {
  await http.request({ url: 'http://strict.example/a' });
  expect(askedOf()).toEqual([1, 1]);
  await http.request({ url: 'http://strict.example/b' });
  expect(askedOf()).toEqual([1, 2]);
});

test('what may not be repeated is not; a service that fails too leaves the first reason', async () => {
  await expect(http.request({ url: 'http://strict.example/a', method: 'POST' })).rejects.toMatchObject({ code: 'net.unreachable' });
  expect(askedOf()).toEqual([1, 0]);
  service.failsWith = 'http.rate-limited';
  await expect(http.request({ url: 'http://strict.example/a' })).rejects.toMatchObject({ code: 'net.unreachable' });
});

test('a set that turns out to have no service is as before, and says what it cannot send', async () => {
  expect(http.forbiddenHeaders.has('user-agent')).toBe(false);
  const real = service.request.bind(service);
  service.request = (request, route) => {
    service.isMissing = true;
    service.failsWith = 'net.unreachable';
    return real(request, route);
  };
  await http.request({ url: 'http://good.example/a', headers: { referer: 'x' } });
  expect(askedOf()).toEqual([1, 0]);
  expect(http.forbiddenHeaders.has('user-agent')).toBe(true);
});
