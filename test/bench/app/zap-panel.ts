import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { LoopbackServer } from '#test/harness/loopback';
import { MediaServer } from '#test/simulators';

/** Channels of the panel; numbers and ids from 1. */
export const ZAP_CHANNELS = 8;
const VENDOR = join(process.cwd(), 'dist/web/vendor/shaka-player.js');

/** What lies over a bare player: nothing, or a canvas as large as the app's that draws a banner's shades once with each zap. */
export const BARE_KINDS = ['bare', 'drawn'] as const;
export type BareKind = (typeof BARE_KINDS)[number];

/** Two shades over the lower half and the top, as a banner has them. */
const CANVAS = `<canvas width="1920" height="1080" style="position:absolute;left:0;top:0;width:100%;height:100%"></canvas><script>
var gl = document.querySelector('canvas').getContext('webgl', { alpha: true, antialias: false });
function made(kind, text) { var shader = gl.createShader(kind); gl.shaderSource(shader, text); gl.compileShader(shader); return shader; }
var program = gl.createProgram();
gl.attachShader(program, made(gl.VERTEX_SHADER, 'attribute vec3 at; varying float shade; void main() { shade = at.z; gl_Position = vec4(at.xy, 0.0, 1.0); }'));
gl.attachShader(program, made(gl.FRAGMENT_SHADER, 'precision mediump float; varying float shade; void main() { gl_FragColor = vec4(0.0, 0.0, 0.0, shade); }'));
gl.linkProgram(program); gl.useProgram(program);
gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, 0.2, 0, 1, 0.2, 0, -1, -1, 1, 1, 0.2, 0, -1, -1, 1, 1, -1, 1, -1, 1, 0.8, 1, 1, 0.8, -1, 0.5, 0, 1, 1, 0.8, -1, 0.5, 0, 1, 0.5, 0]), gl.STATIC_DRAW);
gl.enableVertexAttribArray(0); gl.bindAttribLocation(program, 0, 'at'); gl.linkProgram(program); gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 0, 0);
gl.enable(gl.BLEND); gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
function draw() { gl.clearColor(0, 0, 0, 0); gl.clear(gl.COLOR_BUFFER_BIT); gl.drawArrays(gl.TRIANGLES, 0, 12); }
draw();
</script>`;

/**
 * A page with nothing but a player. `zap(url)` and `start(url)` say what the next key does, `answer` has the milliseconds from it to the first picture: an engine
 * lets its next frame go before what a page begins with a key. With its sound, as the app's.
 */
const barePage = (kind: BareKind): string => `<!doctype html><body style="margin:0;background:#000"><video style="width:100%;height:100%" playsinline></video>${kind === 'bare' ? '' : CANVAS}<script src="/shaka.js"></script><script>
var video = document.querySelector('video'), player = new shaka.Player();
shaka.polyfill.installAll();
var attached = player.attach(video);
function first() { return new Promise(function (done) {
  var startMs = performance.now();
  // A player that is attached and empty has begun its element already.
  ['loadstart', 'playing'].forEach(function (name) { video.addEventListener(name, function () { video.requestVideoFrameCallback(function () { done(performance.now() - startMs); }); }, { once: true }); });
}); }
var todo = null, answer = null;
addEventListener('keydown', function () { var work = todo; todo = null; if (work) work(); });
function onKey(work) { answer = new Promise(function (done) { todo = function () { work().then(done); }; }); }
function zap(url) { onKey(function () { var shown = first(); ${kind === 'drawn' ? 'requestAnimationFrame(draw);' : ''} attached.then(function () { return player.load(url); }).then(function () { return video.play(); }); return shown; }); }
function start(url) { onKey(function () { var shown = first(); player.detach().then(function () { video.src = url; video.play(); }); return shown; }); }
</script>`;

/** A panel with a few healthy channels and a film on loopback, and pages with a bare player, one for each of {@link BARE_KINDS}. The user `wide` has lines to spare, `narrow` has one. */
export class ZapPanel {
  private readonly server = new LoopbackServer((request, response) => {
    this.answer(request, response);
  });
  private readonly media: MediaServer;

  private constructor(media: MediaServer) {
    this.media = media;
  }

  /** Listens on a free port of 127.0.0.1. Whoever opens closes. */
  static async open(): Promise<ZapPanel> {
    const panel = new ZapPanel(await MediaServer.open());
    await panel.server.listen();
    return panel;
  }

  get url(): string {
    return this.server.url;
  }

  /** Address of a channel, as the app asks for it. */
  channelUrl(id: number): string {
    return `${this.url}/live/wide/p/${String(id)}.m3u8`;
  }

  get filmUrl(): string {
    return `${this.url}/movie/wide/p/1.mp4`;
  }

  async close(): Promise<void> {
    await Promise.all([this.media.close(), this.server.close()]);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://panel');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    const kind = BARE_KINDS.find((each) => pathname === `/${each}`);
    if (kind !== undefined) return void response.setHeader('content-type', 'text/html').end(barePage(kind));
    if (pathname === '/shaka.js') return void response.setHeader('content-type', 'text/javascript').end(readFileSync(VENDOR));
    if (pathname === '/player_api.php') return void response.setHeader('content-type', 'application/json').end(JSON.stringify(rows(searchParams)));
    if (/^\/live\/\w+\/p\/\d+\.m3u8$/.test(pathname)) return void response.writeHead(302, { location: `${this.media.url}/live.m3u8` }).end();
    if (/^\/movie\/\w+\/p\/1\.mp4$/.test(pathname)) return void response.writeHead(302, { location: `${this.media.url}/film.mp4` }).end();
    response.writeHead(404).end();
  }
}

function rows(query: URLSearchParams): unknown {
  const ids = Array.from({ length: ZAP_CHANNELS }, (_, index) => index + 1);
  switch (query.get('action')) {
    case 'get_live_categories':
    case 'get_vod_categories':
      return [{ category_id: '1', category_name: 'Bench', parent_id: 0 }];
    case 'get_live_streams':
      return ids.map((id) => ({ num: id, name: `Channel ${String(id)}`, stream_type: 'live', stream_id: id, category_id: '1' }));
    case 'get_vod_streams':
      return [{ num: 1, name: 'Film', stream_type: 'movie', stream_id: 1, category_id: '1', container_extension: 'mp4' }];
    case null: {
      const max = query.get('username') === 'wide' ? '9' : '1';
      return {
        user_info: { auth: 1, status: 'Active', username: query.get('username'), max_connections: max, active_cons: '0', allowed_output_formats: ['m3u8'], exp_date: '4000000000' },
        server_info: { timezone: 'UTC', server_protocol: 'http', timestamp_now: Math.floor(Date.now() / 1000) },
      };
    }
    default:
      return [];
  }
}
