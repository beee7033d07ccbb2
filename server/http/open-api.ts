import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Platform } from '#server/domain';

/** Addresses the document is about; pages, media and the old Xtream dialect have other documents. */
const DESCRIBED = /^\/(?:api\/v1|oauth|webhooks|healthz|readyz|metrics)(?:\/|$)/;
const PUBLIC = /^\/(?:api\/v1\/(?:hello|address|boxes|companion|openapi\.json)|oauth|webhooks|healthz|readyz)(?:\/|$)/;

type Schema = Readonly<Record<string, unknown>>;

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

function parametersOf(schema: unknown, place: 'path' | 'query' | 'header'): readonly Schema[] {
  const { properties = {}, required = [] } = (schema ?? {}) as ObjectSchema;
  return Object.entries(properties).map(([name, value]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: value }));
}

/** Path parameters a route declares no schema for are texts. */
function pathParameters(url: string, declared: unknown): readonly Schema[] {
  const known = parametersOf(declared, 'path');
  const names = Array.from(url.matchAll(/:(\w+)/g), (match) => match[1] ?? '');
  return names.map((name) => known.find((it) => it['name'] === name) ?? { name, in: 'path', required: true, schema: { type: 'string' } });
}

function operationOf(route: RouteOptions): Schema {
  const schema = route.schema ?? {};
  const parameters = [...pathParameters(route.url, schema.params), ...parametersOf(schema.querystring, 'query'), ...parametersOf(schema.headers, 'header')];
  const problem = { description: 'Refused or failed; the codes are in docs/api.md', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
  return {
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(schema.body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: schema.body } } } }),
    ...(PUBLIC.test(route.url) ? { security: [] } : {}),
    responses: { '2XX': { description: 'The answer; its shape is in src/core/wire and docs/api.md' }, '4XX': problem, '5XX': problem },
  };
}

/**
 * `GET /api/v1/openapi.json`: OpenAPI 3.1 of everything that is registered after this, made of the very schemas requests are judged by, so
 * that it cannot fall behind them.
 */
export function addOpenApi(app: FastifyInstance, platform: Platform): void {
  const paths: Record<string, Record<string, Schema>> = {};
  app.addHook('onRoute', (route) => {
    if (!DESCRIBED.test(route.url)) return;
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    for (const method of [route.method].flat()) {
      if (method === 'HEAD' || method === 'OPTIONS') continue;
      (paths[path] ??= {})[method.toLowerCase()] = operationOf(route);
    }
  });
  app.get('/api/v1/openapi.json', async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send({
      openapi: '3.1.0',
      info: { title: `${platform.config.name} platform`, version: platform.version },
      security: [{ bearer: [] }],
      paths,
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
        schemas: {
          Error: {
            type: 'object', required: ['error'],
            properties: { error: { type: 'object', required: ['code', 'message'], properties: { code: { type: 'string' }, message: { type: 'string' } } } },
          },
        },
      },
    }));
}
