import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import { isSameText } from '#server/domain';
import type { Platform } from '#server/domain';

/** Upper ends of the answer times' buckets, seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Timing {
  readonly counts: number[];
  sum: number;
  count: number;
}

function labels(pairs: Readonly<Record<string, string>>): string {
  const text = Object.entries(pairs).map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (it) => (it === '\n' ? '\\n' : `\\${it}`))}"`);
  return text.length === 0 ? '' : `{${text.join(',')}}`;
}

/** Counts answers by route, never by address: addresses hold credentials, and there is no end of them. */
class AnswerCounts {
  private readonly answers = new Map<string, number>();
  private readonly refusals = new Map<string, number>();
  private readonly timings = new Map<string, Timing>();

  note(request: FastifyRequest, reply: FastifyReply): void {
    const route = request.routeOptions.url ?? 'none';
    const key = labels({ method: request.method, route, status: String(reply.statusCode) });
    this.answers.set(key, (this.answers.get(key) ?? 0) + 1);
    const reason = reply.getHeader('x-hearth-reason');
    if (typeof reason === 'string') this.refusals.set(labels({ reason }), (this.refusals.get(labels({ reason })) ?? 0) + 1);
    this.time(labels({ route }), reply.elapsedTime / 1000);
  }

  lines(): readonly string[] {
    const lines = ['# HELP hearth_http_answers_total Answers by route and status.', '# TYPE hearth_http_answers_total counter'];
    for (const [key, count] of this.answers) lines.push(`hearth_http_answers_total${key} ${String(count)}`);
    lines.push('# HELP hearth_refusals_total Refusals by reason.', '# TYPE hearth_refusals_total counter');
    for (const [key, count] of this.refusals) lines.push(`hearth_refusals_total${key} ${String(count)}`);
    lines.push('# HELP hearth_http_seconds Time until an answer had gone out.', '# TYPE hearth_http_seconds histogram');
    for (const [key, timing] of this.timings) {
      const inner = key.slice(1, -1);
      BUCKETS.forEach((bucket, at) => lines.push(`hearth_http_seconds_bucket{${inner},le="${String(bucket)}"} ${String(timing.counts[at] ?? 0)}`));
      lines.push(`hearth_http_seconds_bucket{${inner},le="+Inf"} ${String(timing.count)}`);
      lines.push(`hearth_http_seconds_sum${key} ${timing.sum.toFixed(6)}`, `hearth_http_seconds_count${key} ${String(timing.count)}`);
    }
    return lines;
  }

  private time(key: string, seconds: number): void {
    const timing = this.timings.get(key) ?? { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
    BUCKETS.forEach((bucket, at) => {
      if (seconds <= bucket) timing.counts[at] = (timing.counts[at] ?? 0) + 1;
    });
    timing.sum += seconds;
    timing.count += 1;
    this.timings.set(key, timing);
  }
}

function gauge(name: string, help: string, value: number): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${String(value)}`];
}

/**
 * `/healthz`: the process answers; `/readyz`: the store does too; `/metrics`: Prometheus text, for whoever has the operator's token and
 * not there without one.
 */
export function addMetrics(app: FastifyInstance, platform: Platform): void {
  const counts = new AnswerCounts();
  const startedMs = platform.nowMs();
  app.addHook('onResponse', async (request, reply) => {
    counts.note(request, reply);
  });
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok', version: platform.version }));
  app.get('/readyz', async (_request, reply) => {
    await platform.store.rights.revision();
    return reply.header('cache-control', 'no-store').send({ status: 'ok' });
  });
  app.get('/metrics', async (request, reply) => {
    const { metricsToken } = platform.config;
    if (metricsToken === '') throw new AppError('http.not-found', { message: 'There is nothing at this address.' });
    if (!isSameText(request.headers.authorization ?? '', `Bearer ${metricsToken}`)) throw new AppError('http.unauthorized', { message: 'The token is missing or wrong.' });
    const now = platform.nowMs();
    const lines = [
      ...counts.lines(),
      ...gauge('hearth_streams_running', 'Streams that play now.', await platform.store.leases.countRunning(now)),
      ...gauge('hearth_uptime_seconds', 'Since the process started.', Math.round((now - startedMs) / 1000)),
      ...gauge('hearth_memory_bytes', 'Resident memory of the process.', process.memoryUsage.rss()),
    ];
    return reply.header('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`);
  });
}
