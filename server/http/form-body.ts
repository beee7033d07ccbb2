import type { FastifyInstance } from 'fastify';

/** A form as sent by a browser or a player; the first value of a repeated field. */
export type FormBody = Readonly<Record<string, string>>;

/** Parses `application/x-www-form-urlencoded` bodies into {@link FormBody}. */
export function addFormBodies(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 16 * 1024 }, (_request, body, done) => {
    done(null, parseForm(typeof body === 'string' ? body : body.toString('utf8')));
  });
}

function parseForm(text: string): FormBody {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(text)) fields[name] ??= value;
  return fields;
}

/** A request's fields whichever way they came: body first, then query. */
export function readFields(request: { readonly body?: unknown; readonly query?: unknown }): FormBody {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of [request.query, request.body]) {
    if (typeof part !== 'object' || part === null) continue;
    for (const [name, value] of Object.entries(part)) {
      const first: unknown = Array.isArray(value) ? value[0] : value;
      if (typeof first === 'string' || typeof first === 'number') fields[name] = String(first);
    }
  }
  return fields;
}
