import { AppError } from '#core/base';
import { FORBIDDEN_HEADERS, hostOf, schemeOf } from '#platforms/common';
import type { HttpPort, HttpRequest, HttpResponse, ServicePort } from '#ports';

/** What even the service leaves to Node, since it frames messages. */
const FRAMING_HEADERS = ['connection', 'content-length', 'expect', 'host', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'];
/** Hosts remembered as refusing the engine; more would be a list nobody looks through. */
const MAX_REFUSERS = 50;

/** What requests of an LG set are made with. */
export interface ServiceHttpDependencies {
  readonly engine: HttpPort;
  readonly service: ServicePort;
  /** Whether the engine unpacks gzip itself; else the service does. */
  readonly hasGzipStreams: boolean;
}

/**
 * The engine's requests, and the service's where the engine may not: headers it keeps for itself, gzip it cannot unpack, hosts that
 * refuse it (other sites' pages, certificates its old store does not know). Without the service everything is as before.
 */
export class ServiceHttp implements HttpPort {
  private readonly deps: ServiceHttpDependencies;
  private readonly refusers = new Set<string>();

  constructor(dependencies: ServiceHttpDependencies) {
    this.deps = dependencies;
  }

  get forbiddenHeaders(): ReadonlySet<string> {
    return this.deps.service.isMissing ? FORBIDDEN_HEADERS : new Set(FRAMING_HEADERS);
  }

  request(request: HttpRequest): Promise<HttpResponse> {
    const { engine, service } = this.deps;
    const isWeb = schemeOf(request.url) === 'http' || schemeOf(request.url) === 'https';
    if (!isWeb || service.isMissing) return engine.request(request);
    const isForService = this.needsService(request) || this.refusers.has(hostOf(request.url));
    return isForService ? this.withFallback(request) : this.withHelp(request);
  }

  private needsService({ headers, mayUnpack }: HttpRequest): boolean {
    const isKept = Object.keys(headers ?? {}).some((name) => FORBIDDEN_HEADERS.has(name.toLowerCase()) && FRAMING_HEADERS.indexOf(name.toLowerCase()) === -1);
    return isKept || (mayUnpack === true && !this.deps.hasGzipStreams);
  }

  /** The service first; a set that turns out to have none asks by the engine. */
  private async withFallback(request: HttpRequest): Promise<HttpResponse> {
    const { engine, service } = this.deps;
    try {
      return await service.request(withoutFraming(request), null);
    } catch (error) {
      if (!service.isMissing) throw error;
      return engine.request(request);
    }
  }

  /** The engine first; what it is refused is asked once more by the service. */
  private async withHelp(request: HttpRequest): Promise<HttpResponse> {
    const { engine, service } = this.deps;
    try {
      return await engine.request(request);
    } catch (error) {
      // A refused request may have been carried out all the same: only what may be repeated is.
      const isSafe = request.method === undefined || request.method === 'GET' || request.method === 'HEAD';
      if (!(error instanceof AppError) || error.code !== 'net.unreachable' || !isSafe) throw error;
      try {
        const answer = await service.request(withoutFraming(request), null);
        if (this.refusers.size < MAX_REFUSERS) this.refusers.add(hostOf(request.url));
        return answer;
      } catch {
        // The first reason is the better one.
        throw error;
      }
    }
  }
}

function withoutFraming(request: HttpRequest): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (FRAMING_HEADERS.indexOf(name.toLowerCase()) === -1) headers[name.toLowerCase()] = value;
  }
  return { ...request, headers };
}
