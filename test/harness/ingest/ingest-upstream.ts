import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A playlist of many scripts that is the same at every run. */
export function seededPlaylist(entries: number): string {
  const groups = ['News', 'Спорт', 'أفلام', '映画', 'बच्चे', 'Música'];
  const lines = ['#EXTM3U'];
  for (let i = 0; i < entries; i += 1) {
    const word = (Math.imul(i, 2_654_435_761) >>> 0).toString(36);
    lines.push(`#EXTINF:-1 tvg-id="c${String(i)}.example" tvg-logo="http://logos.example/${word}.png" group-title="${groups[i % groups.length] ?? ''}",${word} TV ${String(i)} é`);
    lines.push(`http://h${String(i % 7)}.example/live/user/secret/${String(100_000 + i)}.ts`);
  }
  return lines.join('\n');
}

/** A provider on this machine: `/plain` and `/packed` answer one list. Whoever opens closes. */
export interface IngestUpstream {
  readonly address: string;
  close(): void;
}

/** Serves a list to pages of any origin. */
export async function openIngestUpstream(list: string): Promise<IngestUpstream> {
  const bodies = { plain: Buffer.from(list), packed: gzipSync(list) };
  const server = createServer((request, response) => {
    const body = request.url === '/packed' ? bodies.packed : bodies.plain;
    response.writeHead(200, {
      'content-type': 'audio/x-mpegurl', 'content-length': body.length, 'access-control-allow-origin': '*', 'access-control-expose-headers': '*',
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
