import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoopbackServer } from '#test/harness/loopback';
import { makePortalContent } from './portal-content';
import type { PortalContent, PortalRow } from './portal-content';
import type { PortalScenario } from './portal-scenario';

/** A call as the portal saw it. */
export interface PortalCallSeen {
  readonly type: string;
  readonly action: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
}

/** What is said instead of an answer: a sentence, or a status with a body. */
class Refusal {
  constructor(
    readonly body: string,
    readonly status = 200,
  ) {}
}

const FAILED = new Refusal('Authorization failed.');
const OPEN_CALLS: readonly string[] = ['handshake', 'get_profile', 'get_localization', 'do_auth'];
const PAGE_404 = '<html>\r\n<head><title>404 Not Found</title></head>\r\n<body><center><h1>404 Not Found</h1></center><hr><center>nginx</center></body>\r\n</html>';
const STEP_MS = 15;

/** A Stalker or Ministra portal of the 4.9 kind, in good health or as hostile as a scenario says. Whoever opens closes. */
export class SimulatedPortal {
  readonly calls: PortalCallSeen[] = [];
  readonly content: PortalContent;
  private readonly server = new LoopbackServer((request, response) => {
    void this.answer(request, response);
  });
  private readonly shaky: Set<number>;
  private issued = 0;
  private token = '';
  private isAdopted = false;
  private isSignedIn = false;
  private servedCalls = 0;
  private tied: string;

  private constructor(readonly scenario: PortalScenario) {
    this.content = makePortalContent(scenario.sizes);
    this.shaky = new Set(scenario.shakyPages);
    this.tied = scenario.tiedTo ?? '';
  }

  /** Listens on a free port of 127.0.0.1. */
  static async open(scenario: PortalScenario = {}): Promise<SimulatedPortal> {
    const portal = new SimulatedPortal(scenario);
    await portal.server.listen();
    return portal;
  }

  get port(): number {
    return this.server.port;
  }

  get url(): string {
    return this.server.url;
  }

  /** Calls of an action. */
  count(action: string): number {
    return this.calls.filter((call) => call.action === action).length;
  }

  /** Forgets the token, as a portal does when another box takes the MAC over. */
  forgetToken(): void {
    this.isAdopted = false;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // What a set's engine may ask from a packaged app, and a browser from a page.
    response.setHeader('access-control-allow-origin', '*');
    // Engines up to 63 know no `*` there.
    response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*');
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname !== (this.scenario.path ?? '/stalker_portal/server/load.php')) {
      response.writeHead(404, { 'content-type': 'text/html' }).end(PAGE_404);
      return;
    }
    const query = Object.fromEntries(url.searchParams);
    const call = { type: query['type'] ?? '', action: query['action'] ?? '', query, headers: request.headers };
    this.calls.push(call);
    const answer = await this.judge(call);
    if (answer instanceof Refusal) {
      response.writeHead(answer.status, { 'content-type': 'text/html' }).end(answer.body);
      return;
    }
    const body = `${this.scenario.noise ?? ''}${JSON.stringify({ js: answer, text: 'generated in: 0.01s' })}`;
    const isList = call.action === 'get_all_channels' || call.action === 'get_ordered_list';
    const end = this.scenario.cutsLists === true && isList ? Math.floor(body.length * 0.7) : body.length;
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(body.slice(0, end));
  }

  private macOf(call: PortalCallSeen): string {
    const cookie = /(?:^|;\s*)mac=([^;]+)/.exec(call.headers.cookie ?? '')?.[1];
    if (cookie !== undefined) return decodeURIComponent(cookie).toUpperCase();
    return this.scenario.takesQueryMac === true ? (call.query['mac'] ?? '').toUpperCase() : '';
  }

  private async judge(call: PortalCallSeen): Promise<unknown> {
    const mac = this.macOf(call);
    if (mac === '') return new Refusal('Unauthorized request.');
    if (call.action === 'handshake') return this.handshake(call);
    const token = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? '';
    const { checksToken = true, tokenCalls = Infinity } = this.scenario;
    if (checksToken && (token !== this.token || token === '')) return FAILED;
    if (call.action === 'get_profile') return this.profile(call, mac);
    if (call.action === 'do_auth') return this.signIn(call);
    if (OPEN_CALLS.indexOf(call.action) >= 0) return {};
    if (this.scenario.refusesCalls === true || (checksToken && !this.isAdopted)) return FAILED;
    this.servedCalls += 1;
    if (this.servedCalls > tokenCalls) {
      this.servedCalls = 0;
      this.isAdopted = false;
      return FAILED;
    }
    return this.serve(call);
  }

  private handshake(call: PortalCallSeen): unknown {
    if (this.scenario.checksToken === false) return [];
    const offered = call.query['token'] ?? '';
    if (offered === this.token && this.isAdopted) return { token: this.token, random: 'n' };
    this.issued += 1;
    this.token = `TOKEN${String(this.issued)}`;
    this.isAdopted = false;
    return { token: this.token, random: 'n', ...(offered === '' ? {} : { not_valid: 1 }) };
  }

  private profile(call: PortalCallSeen, mac: string): unknown {
    const { blocked, login, knownMac, needsDevice, checksToken } = this.scenario;
    if (knownMac !== undefined && mac !== knownMac) return checksToken === false ? [] : { status: 1 };
    if (!/^00:1A:79:/.test(mac)) return { status: 1 };
    if (blocked !== undefined) return { id: 1, status: 1, ...blocked };
    const device = call.query['device_id'] ?? '';
    if (this.tied !== '' && device !== this.tied) return { status: 1, msg: 'device conflict - device_id mismatch', block_msg: 'Your STB is damaged.<br/> Call the provider.' };
    if (needsDevice === true && device === '') return { status: 1, msg: 'Old firmware, missing metrics or hash' };
    if (this.tied === '') this.tied = device;
    if (login !== undefined && !(this.isSignedIn && call.query['auth_second_step'] === '1')) return { status: 2 };
    this.isAdopted = true;
    return { id: '1', name: '', status: 0, blocked: '0', watchdog_timeout: 60, timezone_diff: 0, play_token: '' };
  }

  private signIn(call: PortalCallSeen): boolean {
    const { login } = this.scenario;
    this.isSignedIn = call.query['login'] === login?.username && call.query['password'] === login?.password;
    return this.isSignedIn;
  }

  private serve(call: PortalCallSeen): unknown {
    const { content } = this;
    switch (call.action) {
      case 'get_genres':
        return [{ id: '*', title: 'All' }, ...content.genres];
      case 'get_categories':
        return [{ id: '*', title: 'All' }, ...content.categories];
      case 'get_all_channels':
        if (this.scenario.hasAllChannels === false) return false;
        return { data: content.channels.filter((row) => row['censored'] === 0) };
      case 'get_ordered_list':
        return this.list(call);
      case 'create_link':
        return this.link(call);
      case 'get_short_epg':
        return this.guide(call.query['ch_id'] ?? '');
      case 'get_main_info':
        return this.scenario.account ?? { fname: 'Ingrid', phone: 'January 31, 2030, 11:59 pm' };
      case 'get_events':
        return { data: [] };
      default:
        return false;
    }
  }

  private list(call: PortalCallSeen): object {
    const { query, type } = call;
    if (type !== 'itv' && type !== 'radio' && query['movie_id'] !== undefined && query['movie_id'] !== '0') return this.parts(query);
    const { content } = this;
    const all = { itv: content.channels, radio: content.stations, vod: content.films, series: content.series }[type] ?? [];
    const search = query['search'];
    const wanted = query['genre'] === undefined || type === 'vod' || type === 'series' ? (query['category'] ?? '*') : query['genre'];
    const rows = all.filter((row) => {
      if (search !== undefined) return String(row['name']).indexOf(search) >= 0;
      return wanted === '*' || row['tv_genre_id'] === wanted || row['category_id'] === wanted;
    });
    return this.page(rows, Number(query['p'] ?? 1));
  }

  private async page(rows: readonly PortalRow[], asked: number): Promise<object> {
    const { pageItems = 14, claims = (real: number) => real, repeatsFrom = Infinity, lostPages = [], slowFirst } = this.scenario;
    if (lostPages.indexOf(asked) >= 0 || this.shaky.delete(asked)) return new Refusal('<html>502 Bad Gateway', 502);
    if (slowFirst === true) await sleep(STEP_MS * (4 - (asked % 4)));
    const page = Math.min(asked, repeatsFrom);
    const data = rows.slice((page - 1) * pageItems, page * pageItems);
    return { total_items: String(claims(rows.length)), max_page_items: pageItems, selected_item: 0, cur_page: 0, data };
  }

  /** Two seasons of three episodes. */
  private parts(query: Readonly<Record<string, string>>): object {
    const id = query['movie_id'] ?? '';
    const wrap = (data: readonly object[]): object => ({ total_items: data.length, max_page_items: 14, data });
    if (Number(query['p'] ?? 1) > 1) return wrap([]);
    if (this.scenario.seasons !== 'rows') return wrap([1, 2].map((season) => ({ id: `${id}:${String(season)}`, name: `Season ${String(season)}`, series: [1, 2, 3], cmd: `season-${id}-${String(season)}` })));
    if ((query['episode_id'] ?? '0') !== '0') return wrap([{ id: `${query['episode_id'] ?? ''}0`, is_file: 1, name: 'File' }]);
    const season = query['season_id'] ?? '0';
    if (season !== '0') return wrap([1, 2, 3].map((number) => ({ id: `${season}${String(number)}`, is_episode: true, series_number: String(number), name: `Part ${String(number)}` })));
    return wrap([1, 2].map((number) => ({ id: `${id}${String(number)}`, is_season: true, season_number: number, name: `Season ${String(number)}` })));
  }

  private link({ query, type }: PortalCallSeen): unknown {
    const cmd = query['cmd'] ?? '';
    const id = /\/(?:ch|radio|media)\/(?:file_)?(\d+)/.exec(cmd)?.[1] ?? (cmd.indexOf('season-') === 0 ? cmd : '');
    if (id === '') return { id: 0, cmd: '', error: 'nothing_to_play' };
    const extension = type === 'itv' || type === 'radio' ? 'ts' : 'mp4';
    const part = query['series'] === undefined || query['series'] === '' ? '' : `-${query['series']}`;
    return { id, cmd: `ffmpeg ${this.url}/${type}/${id}${part}.${extension}?play_token=${String(this.calls.length)}`, streamer_id: 0, link_id: 0, load: 0, error: '' };
  }

  private guide(channelId: string): unknown {
    const startSec = Math.floor(Date.now() / 3_600_000) * 3600;
    return Array.from({ length: 4 }, (_unused, index) => ({
      id: `${channelId}0${String(index)}`, ch_id: channelId, name: `Programme ${String(index + 1)}`, descr: '', start_timestamp: String(startSec + index * 1800), stop_timestamp: startSec + (index + 1) * 1800, mark_archive: index === 0 ? 1 : 0,
    }));
  }
}
