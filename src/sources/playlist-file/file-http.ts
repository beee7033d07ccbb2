import { decodeUtf8 } from '#core/text';
import { fieldsOfJson, numberOf } from '#core/wire';
import type { BlobStoragePort, HttpPort, HttpRequest, HttpResponse } from '#ports';
import { blobPrefix, fileIdOf } from './file-address';

/** Answers addresses of kept playlists from the set's own storage, as a server would; any other goes on to the network. */
export class FileHttp implements HttpPort {
  readonly forbiddenHeaders: ReadonlySet<string>;
  private readonly http: HttpPort;
  private readonly blobs: BlobStoragePort;

  constructor(http: HttpPort, blobs: BlobStoragePort) {
    this.http = http;
    this.blobs = blobs;
    this.forbiddenHeaders = http.forbiddenHeaders;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    const id = fileIdOf(request.url);
    if (id === null) return this.http.request(request);
    const head = parseHead(await this.blobs.get(blobPrefix(id)));
    if (head === null) return answer(request.url, 404, {}, 0, () => Promise.resolve(null));
    // A kept file never changes; another one is another source.
    const tag = `"${id}"`;
    const headers = { etag: tag, 'content-type': 'application/octet-stream' };
    if (request.headers?.['if-none-match'] === tag) return answer(request.url, 304, headers, 0, () => Promise.resolve(null));
    let next = 0;
    return answer(request.url, 200, headers, head.bytes, () => {
      const part = next;
      next += 1;
      return part < head.parts ? this.blobs.get(`${blobPrefix(id)}.${String(part)}`) : Promise.resolve(null);
    });
  }
}

function parseHead(bytes: Uint8Array | null): { readonly parts: number; readonly bytes: number } | null {
  const fields = bytes === null ? null : fieldsOfJson(decodeUtf8(bytes, 0, bytes.length));
  return fields === null ? null : { parts: numberOf(fields, 'parts', 0), bytes: numberOf(fields, 'bytes', 0) };
}

function answer(url: string, status: number, headers: Readonly<Record<string, string>>, lengthBytes: number, next: () => Promise<Uint8Array | null>): HttpResponse {
  let isClosed = false;
  return {
    status,
    url,
    lengthBytes,
    header: (name) => headers[name] ?? null,
    read: () => (isClosed ? Promise.resolve(null) : next()),
    close: () => {
      isClosed = true;
    },
  };
}
