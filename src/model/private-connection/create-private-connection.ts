import { AppError, createCancelSource, fail, ok, toAppError } from '#core/base';
import type { CancelSource, Result, SourceId } from '#core/base';
import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { parseWireRelayStatus, readWireAddress } from '#core/wire';
import type { DevicePort, HttpPort, HttpResponse, ProxyRoute, ServicePort } from '#ports';
import type { FormState, SessionCore } from '#model/session';
import { relayFailure } from '#sources/private-connection';
import type { SourceRoute } from '#sources/registry';
import { judgeProxy } from './judge-proxy';
import type { ProxyFields } from './judge-proxy';

/** An address as the world sees it. */
export interface SeenAs {
  readonly address: string;
  /** ISO 3166-1 alpha-2; empty where the platform does not know. */
  readonly country: string;
}

/** Ways a source may be sent by. */
export type WayKind = SourceRoute['kind'];

/** The way of a source, and what is known of it. Holds no secret. */
export type ConnectionView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'direct' }
  | {
      readonly kind: 'proxy';
      readonly proxy: WayKind;
      /** `host:port`, or the platform's host. */
      readonly place: string;
      readonly health: 'checking' | 'up' | 'down';
      /** Why it is down. */
      readonly error: AppError | null;
      /** How the world sees this source's requests; `null`: nobody could be asked. */
      readonly exit: SeenAs | null;
      /** The way works and the world still sees this set's own address. */
      readonly isLeaking: boolean;
    };

/** The private connection of one source. */
export interface PrivateConnectionModel {
  readonly name: string;
  /** What can be chosen here, the likeliest first: the relay while signed in to a platform, proxies where the set has a service. */
  readonly ways: readonly WayKind[];
  /** The platform whose relay it is, for texts. */
  readonly platformName: string;
  readonly view: ReadonlySignal<ConnectionView>;
  readonly form: ReadonlySignal<FormState>;
  /**
   * Tries a proxy with the source itself and keeps it when that works. Errors: `source.bad-address`, `input.invalid`,
   * `net.tunnel-down`, `net.tunnel-refused`, and those of the source's own check.
   */
  use(fields: ProxyFields): Promise<Result<void, AppError>>;
  /** Goes by the platform's relay from now on, once that works. Errors: `net.tunnel-down`, `net.relay-*`, and those of the source's own check. */
  useRelay(): Promise<Result<void, AppError>>;
  /** Goes directly from now on, once that works. */
  useDirect(): Promise<Result<void, AppError>>;
  /** Asks again whether the proxy works and what the world sees. */
  check(): Promise<void>;
  /** Ends a try that runs. */
  stop(): void;
}

/** What it needs. */
export interface PrivateConnectionDeps {
  readonly session: Pick<SessionCore, 'storedSource' | 'replaceSource' | 'sources' | 'platformApi' | 'platformName' | 'platformHost'>;
  readonly http: HttpPort;
  readonly service: ServicePort | null;
  readonly device: Pick<DevicePort, 'capabilities'>;
  /** Whom to ask for the address the world sees; `null`: nobody. */
  readonly platformUrl: string | null;
  /** The way has changed: what plays by the old one has to end. */
  onChanged(): void;
}

class PrivateConnection implements PrivateConnectionModel {
  readonly name: string;
  readonly ways: readonly WayKind[];
  readonly platformName: string;
  readonly view = signal<ConnectionView>({ kind: 'loading' });
  readonly form = signal<FormState>({ kind: 'idle' });
  private readonly deps: PrivateConnectionDeps;
  private readonly id: SourceId;
  private trying: CancelSource | null = null;

  constructor(deps: PrivateConnectionDeps, id: SourceId) {
    this.deps = deps;
    this.id = id;
    this.name = deps.session.sources.peek().find((source) => source.id === id)?.name ?? '';
    const { session, service, device } = deps;
    this.platformName = session.platformName.peek();
    const relay: readonly WayKind[] = session.platformApi() === null ? [] : ['relay'];
    this.ways = relay.concat(service === null || !device.capabilities.hasLocalService ? [] : ['socks5', 'http', 'https']);
  }

  useRelay(): Promise<Result<void, AppError>> {
    return this.change({ kind: 'relay' });
  }

  async use(fields: ProxyFields): Promise<Result<void, AppError>> {
    const route = judgeProxy(fields);
    return route.ok ? this.change(route.value) : this.show(route);
  }

  useDirect(): Promise<Result<void, AppError>> {
    return this.change(null);
  }

  async check(): Promise<void> {
    const stored = await this.deps.session.storedSource(this.id);
    const route = stored?.secret.route ?? null;
    if (route === null) {
      this.view.value = { kind: 'direct' };
      return;
    }
    const known = { kind: 'proxy', proxy: route.kind, place: this.placeOf(route), error: null, exit: null, isLeaking: false } as const;
    this.view.value = { ...known, health: 'checking' };
    const exit = route.kind === 'relay' ? await this.seenByRelay() : await this.seenThrough(route, stored?.secret.address ?? '');
    if (!exit.ok) {
      this.view.value = { ...known, health: 'down', error: exit.error };
      return;
    }
    const own = exit.value === null ? null : await this.seenDirectly();
    this.view.value = { ...known, health: 'up', exit: exit.value, isLeaking: exit.value !== null && own?.address === exit.value.address };
  }

  stop(): void {
    this.trying?.cancel();
    this.form.value = { kind: 'idle' };
  }

  private placeOf(route: SourceRoute): string {
    return route.kind === 'relay' ? this.deps.session.platformHost.peek() : `${route.host}:${String(route.port)}`;
  }

  /** What the world sees of the relay, as far as the platform can tell. */
  private async seenByRelay(): Promise<Result<SeenAs | null, AppError>> {
    const api = this.deps.session.platformApi();
    if (api === null) return fail(new AppError('net.tunnel-down'));
    const status = await api.get('/relay', parseWireRelayStatus);
    if (!status.ok) return fail(relayFailure(status.error));
    const { exitAddress, exitCountry } = status.value;
    return ok(exitAddress === '' ? null : { address: exitAddress, country: exitCountry });
  }

  private async change(route: SourceRoute | null): Promise<Result<void, AppError>> {
    this.trying?.cancel();
    const trying = createCancelSource();
    this.trying = trying;
    this.form.value = { kind: 'checking' };
    const stored = await this.deps.session.storedSource(this.id);
    if (stored === null) return this.show(fail(new AppError('source.unsupported')));
    const { route: _before, ...rest } = stored.secret;
    const secret = route === null ? rest : { ...rest, route };
    const changed = await this.deps.session.replaceSource({ config: stored.config, secret }, trying.signal);
    if (trying.signal.isCancelled && !changed.ok) return changed;
    if (!changed.ok) return this.show(changed);
    this.deps.onChanged();
    this.show(changed);
    await this.check();
    return changed;
  }

  /** What the world sees through the proxy; without a platform, whether the source's host can be reached by it. */
  private async seenThrough(route: ProxyRoute, sourceAddress: string): Promise<Result<SeenAs | null, AppError>> {
    const { service, platformUrl } = this.deps;
    if (service === null || service.isMissing) return fail(new AppError('net.tunnel-down'));
    try {
      const url = platformUrl === null ? sourceAddress : addressUrl(platformUrl);
      const response = await service.request({ url, method: platformUrl === null ? 'HEAD' : 'GET' }, route);
      return ok(platformUrl === null ? closed(response) : await readSeen(response));
    } catch (error) {
      return fail(toAppError(error, 'net.tunnel-down'));
    }
  }

  private async seenDirectly(): Promise<SeenAs | null> {
    const { http, platformUrl } = this.deps;
    if (platformUrl === null) return null;
    try {
      return await readSeen(await http.request({ url: addressUrl(platformUrl) }));
    } catch {
      // Then nothing is claimed.
      return null;
    }
  }

  private show<T>(result: Result<T, AppError>): Result<T, AppError> {
    this.form.value = result.ok ? { kind: 'done' } : { kind: 'failed', error: result.error };
    return result;
  }
}

function addressUrl(platformUrl: string): string {
  return `${platformUrl.replace(/\/+$/, '')}/api/v1/address`;
}

function closed(response: HttpResponse): null {
  response.close();
  return null;
}

async function readSeen(response: HttpResponse): Promise<SeenAs | null> {
  let text = '';
  for (let chunk = await response.read(); chunk !== null; chunk = await response.read()) text += String.fromCharCode(...Array.from(chunk));
  return response.status === 200 ? readWireAddress(text) : null;
}

/** Makes the model of a source's private connection; `check` fills its view. */
export function createPrivateConnection(deps: PrivateConnectionDeps, id: SourceId): PrivateConnectionModel {
  return new PrivateConnection(deps, id);
}

