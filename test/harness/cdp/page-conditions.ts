import type { CdpConnection } from './cdp-connection';
import { asList, asNumber, asObject, asText } from './json-reader';

/** What the page has to cope with: network faults and a slow processor; and what it costs. */
export class PageConditions {
  private blocked: readonly string[] = [];
  private isOffline = false;

  constructor(private readonly connection: CdpConnection) {}

  /** Requests whose URL matches a pattern (`*` is a wildcard) fail at once; an empty list ends it. */
  async blockUrls(patterns: readonly string[]): Promise<void> {
    this.blocked = patterns;
    await this.applyBlocked();
  }

  /** Requests whose URL matches a pattern are held for ever, as by a host that takes the call and says nothing; `null` ends it and lets them go. */
  async holdUrls(pattern: string | null): Promise<void> {
    const patterns = pattern === null ? [] : [{ urlPattern: pattern }];
    // Engines before 70 have it by other names.
    const ways = [
      () => (pattern === null ? this.connection.send('Fetch.disable') : this.connection.send('Fetch.enable', { patterns })),
      () => this.connection.send('Network.setRequestInterception', { patterns }),
      () => this.connection.send('Network.setRequestInterceptionEnabled', { enabled: pattern !== null, patterns: patterns.map(({ urlPattern }) => urlPattern) }),
    ];
    for (const [index, way] of ways.entries()) {
      try {
        await way();
        return;
      } catch (error) {
        if (index === ways.length - 1) throw error;
      }
    }
  }

  /** Cuts the page off from the network, or reconnects it. `navigator.onLine` follows. */
  async setOffline(isOffline: boolean): Promise<void> {
    await this.setNetwork({ isOffline });
  }

  /** Slows the network down. `bytesPerSec` absent: unlimited. */
  async setNetwork(wish: { isOffline?: boolean; latencyMs?: number; bytesPerSec?: number }): Promise<void> {
    this.isOffline = wish.isOffline ?? false;
    await this.applyBlocked();
    await this.connection.send('Network.emulateNetworkConditions', {
      offline: this.isOffline,
      latency: wish.latencyMs ?? 0,
      downloadThroughput: wish.bytesPerSec ?? -1,
      uploadThroughput: wish.bytesPerSec ?? -1,
    });
  }

  /** Makes the processor look `factor` times slower (1: as it is). The factor is approximate. */
  async setCpuThrottling(factor: number): Promise<void> {
    await this.connection.send('Emulation.setCPUThrottlingRate', { rate: factor });
  }

  /** The page reports this user agent from the next navigation on. */
  async setUserAgent(userAgent: string): Promise<void> {
    await this.connection.send('Network.setUserAgentOverride', { userAgent });
  }

  /** Empties every store of an origin, for example `http://127.0.0.1:8080`. */
  async clearStorage(origin: string): Promise<void> {
    await this.connection.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }

  /** Counters of the engine (`JSHeapUsedSize`, `Nodes`, `ScriptDuration`, …) by name. */
  async metrics(): Promise<ReadonlyMap<string, number>> {
    await this.connection.send('Performance.enable');
    const answer = await this.connection.send('Performance.getMetrics');
    return new Map(asList(answer['metrics']).map((row) => [asText(asObject(row)['name']), asNumber(asObject(row)['value'])]));
  }

  /** JavaScript heap in use after a full collection, bytes. */
  async heapUsedBytes(): Promise<number> {
    await this.connection.send('HeapProfiler.collectGarbage');
    return (await this.metrics()).get('JSHeapUsedSize') ?? 0;
  }

  private async applyBlocked(): Promise<void> {
    // Engine 63 tells the page that it is offline and lets its requests through all the same.
    await this.connection.send('Network.setBlockedURLs', { urls: this.isOffline ? ['*'] : this.blocked });
  }
}
