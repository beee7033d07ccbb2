import type { TelevisionParts } from '../core/television-parts';
import { lettersOf } from './file-handle';
import { PACKAGE_ROOT, rootOf, tidy } from './stored-files';
import type { StoredFiles } from './stored-files';
import { needPrivilege, refuseCall, WebApiException } from './web-api-exception';

const PRIVILEGE = 'http://tizen.org/privilege/download';
const DEFAULT_FOLDER = 'downloads';
/** The first Tizen that abandons. */
const ABANDONS_SINCE = 5.5;

/** What a page asks for, as its `tizen.DownloadRequest` holds it. */
interface Request {
  readonly url: string;
  readonly destination: string;
  readonly fileName: string;
  readonly networkType: string;
  readonly httpHeader: Readonly<Record<string, string>>;
}

interface Download {
  readonly id: number;
  readonly request: Request;
  listener: unknown;
  state: 'QUEUED' | 'DOWNLOADING' | 'PAUSED' | 'CANCELED' | 'COMPLETED' | 'FAILED';
  type: string;
  /** Ends what waits, when it goes on. */
  goOn: () => void;
  end: () => void;
}

/** Resolves when a paused download goes on, or ends. */
async function whileHeld(download: Download): Promise<void> {
  while (download.state === 'PAUSED') await new Promise<void>((resolve) => { download.goOn = resolve; });
}

/**
 * `tizen.download` (T-28): fetches really, beside the page (its list of origins and its policy do not count), into the files of the set. A set asks
 * no server for leave; the browser does. What a failure is called is not documented beyond the lost network: a server's refusal is an `UnknownError` here.
 * Source: Tizen Download API.
 */
export class SimulatedDownload {
  private readonly parts: Pick<TelevisionParts, 'config' | 'journal' | 'timers' | 'line' | 'plane'>;
  private readonly files: StoredFiles;
  private readonly known = new Map<number, Download>();
  private last = 0;

  constructor(parts: Pick<TelevisionParts, 'config' | 'journal' | 'timers' | 'line' | 'plane'>, files: StoredFiles) {
    this.parts = parts;
    this.files = files;
  }

  /** The constructor `tizen.DownloadRequest`. */
  readonly Request = function (this: Record<string, unknown>, ...values: readonly unknown[]): void {
    const [url, destination, fileName, networkType, httpHeader] = values;
    Object.assign(this, { url, destination: destination ?? '', fileName: fileName ?? '', networkType: networkType ?? 'ALL', httpHeader: httpHeader ?? {} });
  };

  /** What the page gets as `tizen.download`. */
  api(): object {
    const abandon = (id: unknown): void => {
      const download = this.running('abandon', id);
      download.state = 'CANCELED';
      download.end();
      this.known.delete(download.id);
    };
    return {
      start: (request: unknown, listener?: unknown) => this.start(request, listener),
      cancel: (id: unknown) => { this.cancel(this.running('cancel', id)); },
      pause: (id: unknown) => { this.pause(this.running('pause', id)); },
      resume: (id: unknown) => {
        const download = this.running('resume', id);
        if (download.state !== 'PAUSED') return;
        download.state = 'DOWNLOADING';
        download.goOn();
      },
      getState: (id: unknown) => this.find(id).state,
      getDownloadRequest: (id: unknown) => this.find(id).request,
      getMIMEType: (id: unknown) => this.find(id).type,
      setListener: (id: unknown, listener: unknown) => { this.find(id).listener = listener; },
      ...(Number(this.parts.config.preset.osVersion) >= ABANDONS_SINCE ? { abandon } : {}),
    };
  }

  private start(given: unknown, listener: unknown): number {
    const { journal, line, timers } = this.parts;
    const request = this.read(given);
    needPrivilege(this.parts, 'download.start', PRIVILEGE);
    journal.call(`download.start ${request.url}`);
    if (!line.isUp) return -1;
    this.last += 1;
    const download: Download = { id: this.last, request, listener, state: 'QUEUED', type: '', goOn: () => undefined, end: () => undefined };
    this.known.set(download.id, download);
    timers.after(0, () => {
      if (download.state === 'CANCELED') return;
      if (download.state === 'QUEUED') download.state = 'DOWNLOADING';
      this.load(download).catch((error: unknown) => { this.fail(download, error); });
    });
    return download.id;
  }

  /** Looks at a request. Errors, remembered: `TypeMismatchError`, `InvalidValuesError`, `NotSupportedError` for a telephone's network. */
  private read(given: unknown): Request {
    const { journal } = this.parts;
    const request: Partial<Request> | null = typeof given === 'object' ? given : null;
    if (request === null || typeof request.url !== 'string') refuseCall(journal, 'download.start', 'TypeMismatchError', 'a request with an address');
    if (!/^https?:\/\/[^/]+/.test(request.url)) refuseCall(journal, 'download.start', 'InvalidValuesError', request.url);
    if (request.networkType === 'CELLULAR') refuseCall(journal, 'download.start', 'NotSupportedError', 'a television has no telephone');
    const destination = tidy(request.destination ?? '') || DEFAULT_FOLDER;
    if (rootOf(destination) === PACKAGE_ROOT || this.files.get(destination) !== null) refuseCall(journal, 'download.start', 'InvalidValuesError', `no folder ${destination}`);
    return { url: request.url, destination, fileName: request.fileName ?? '', networkType: request.networkType ?? 'ALL', httpHeader: request.httpHeader ?? {} };
  }

  private async load(download: Download): Promise<void> {
    const { line, plane } = this.parts;
    const window = plane.window();
    const abort = new window.AbortController();
    const leave = line.onChange((isUp) => {
      if (!isUp) abort.abort();
    });
    download.end = () => {
      abort.abort();
      download.goOn();
    };
    try {
      const response = await window.fetch(download.request.url, { headers: download.request.httpHeader, signal: abort.signal, credentials: 'omit' });
      if (!response.ok || response.body === null) throw new WebApiException('UnknownError', `the server answered ${String(response.status)}`);
      download.type = (response.headers.get('content-type') ?? '').replace(/;.*$/, '');
      const total = Number(response.headers.get('content-length') ?? '0');
      const reader = response.body.getReader();
      let letters = '';
      this.tell(download, 'onprogress', 0, total);
      for (;;) {
        const { done, value } = await reader.read();
        await whileHeld(download);
        if (done) break;
        letters += lettersOf(value);
        this.tell(download, 'onprogress', letters.length, total);
      }
      this.complete(download, letters);
    } finally {
      leave();
    }
  }

  private complete(download: Download, letters: string): void {
    if (download.state !== 'DOWNLOADING') return;
    const { destination, fileName, url } = download.request;
    const name = fileName === '' ? decodeURIComponent(/\/([^/?#]*)(?:[?#].*)?$/.exec(url.replace(/^https?:\/\/[^/]+/, ''))?.[1] ?? '') || 'download' : fileName;
    const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
    let path = `${destination}/${name}`;
    for (let at = 1; this.files.get(path) !== undefined; at += 1) path = `${destination}/${stem}_${String(at)}${ending}`;
    this.files.put(path, letters);
    download.state = 'COMPLETED';
    this.parts.journal.event(`downloaded ${path}`);
    this.tell(download, 'oncompleted', path);
  }

  private fail(download: Download, error: unknown): void {
    if (download.state === 'CANCELED') return;
    download.state = 'FAILED';
    const reason = error instanceof WebApiException ? error : new WebApiException('NetworkError', String(error));
    this.parts.journal.event(`download failed: ${reason.toString()}`);
    this.tell(download, 'onfailed', reason);
  }

  private pause(download: Download): void {
    if (download.state !== 'DOWNLOADING' && download.state !== 'QUEUED') return;
    download.state = 'PAUSED';
    this.tell(download, 'onpaused');
  }

  private cancel(download: Download): void {
    if (download.state === 'COMPLETED' || download.state === 'FAILED' || download.state === 'CANCELED') return;
    download.state = 'CANCELED';
    download.end();
    this.tell(download, 'oncanceled');
  }

  /** Later, in order: what a page throws is its own. */
  private tell(download: Download, name: string, ...values: readonly unknown[]): void {
    this.parts.timers.after(5, () => {
      const { listener } = download;
      const callback: unknown = typeof listener === 'object' && listener !== null ? Reflect.get(listener, name) : undefined;
      if (typeof callback === 'function') Reflect.apply(callback, listener, [download.id, ...values]);
    });
  }

  /** Errors: `NotFoundError`. */
  private find(id: unknown): Download {
    const found = this.known.get(Number(id));
    if (found === undefined) throw new WebApiException('NotFoundError', `no download ${String(id)}`);
    return found;
  }

  /** Errors, remembered: `InvalidValuesError`. */
  private running(call: string, id: unknown): Download {
    return this.known.get(Number(id)) ?? refuseCall(this.parts.journal, `download.${call}`, 'InvalidValuesError', `no download ${String(id)}`);
  }
}
