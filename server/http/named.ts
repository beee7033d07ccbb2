import type { FastifyInstance } from 'fastify';

/** A part of the server as Fastify registers it. */
export type Part = (scope: FastifyInstance) => Promise<void>;

/** A part that says its name: Fastify looks for one without among all modules that are loaded, time and again as a server is made. */
export function named(name: string, part: (scope: FastifyInstance) => void | Promise<void>): Part {
  const made: Part = async (scope) => part(scope);
  return Object.assign(made, { [Symbol.for('fastify.display-name')]: name });
}
