import type { Capabilities } from '#ports';
import type { SampleApp } from '#test/harness/fakes';
import type { Scene, SceneStep } from './scenes';

const WITH_SERVICE: Partial<Capabilities> = { hasLocalService: true };
const LATE = [100, 100, 100] as const;

/** An own playlist, and the page of its private connection. */
const openConnection = (prepare: (sample: SampleApp) => void = () => undefined): SceneStep => async (sample: SampleApp) => {
  const { app, host } = sample;
  host.http.on('list.example', { body: '#EXTM3U\n#EXTINF:-1,One\nhttp://list.example/1.ts\n' });
  host.service.http.on('list.example', { body: '#EXTM3U\n#EXTINF:-1,One\nhttp://list.example/1.ts\n' });
  host.http.on('/api/v1/address', { body: { address: '198.51.100.7', country: 'DE' } });
  host.service.http.on('/api/v1/address', { body: { address: '203.0.113.9', country: 'NL' } });
  const added = await app.session.addPlaylist({ address: 'http://list.example/list.m3u', name: 'Own list' });
  if (!added.ok) throw added.error;
  const connection = await app.openConnection(added.value);
  await connection.use({ kind: 'socks5', address: 'proxy.example', port: '1080', username: 'anna', password: 's3cret' });
  prepare(sample);
  app.navigation.open({ name: 'connection', source: added.value });
};

/** The same without a service: the platform's relay is what there is. */
const openRelay = (isUsed: boolean, prepare: (sample: SampleApp) => void = () => undefined): SceneStep => async (sample: SampleApp) => {
  const { app, host } = sample;
  const list = '#EXTM3U\n#EXTINF:-1,One\nhttp://list.example/1.ts\n';
  const head = encodeURIComponent(JSON.stringify({ status: 200, url: '', headers: { 'content-type': 'audio/x-mpegurl' } }));
  host.http.on('list.example', { body: list });
  host.http.on('/api/v1/address', { body: { address: '198.51.100.7', country: 'DE' } });
  host.http.on('/api/v1/relay', { body: { exitAddress: '203.0.113.9', exitCountry: 'NL' } });
  host.http.on('/api/v1/relay/requests', { body: list, headers: { 'x-hearth-relay-head': head } });
  const added = await app.session.addPlaylist({ address: 'http://list.example/list.m3u', name: 'Own list' });
  if (!added.ok) throw added.error;
  const connection = await app.openConnection(added.value);
  if (isUsed) await connection.useRelay();
  prepare(sample);
  app.navigation.open({ name: 'connection', source: added.value });
};

/** The private connection of an own source: working, down, and its proxy being refused. */
export const CONNECTION_SCENES: Readonly<Record<string, Scene>> = {
  'connection': { capabilities: WITH_SERVICE, steps: [openConnection(), ...LATE] },
  'connection-down': { capabilities: WITH_SERVICE, steps: [openConnection(({ host }) => { host.service.failsWith = 'net.tunnel-down'; }), ...LATE, 'down', 'down'] },
  'connection-relay': { steps: [openRelay(true), ...LATE] },
  'connection-relay-off': {
    steps: [openRelay(false, ({ host }) => { host.http.on('/api/v1/relay', { status: 403, body: { error: { code: 'net.relay-off', message: '' } } }); }), ...LATE, 'ok', ...LATE],
  },
  'connection-leak': {
    capabilities: WITH_SERVICE,
    steps: [openConnection(({ host }) => { host.service.http.on('/api/v1/address', { body: { address: '198.51.100.7', country: 'DE' } }); }), ...LATE, 'up'],
  },
};
