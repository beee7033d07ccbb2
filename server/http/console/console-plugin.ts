import { existsSync } from 'node:fs';
import { Type } from '@sinclair/typebox';
import type { Static } from '@sinclair/typebox';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { AppError } from '#core/base';
import type { ConsoleMe } from '#server/console';
import type { Platform, SignedInOperator } from '#server/domain';
import { accountRoutes } from './account-routes';
import { adRoutes } from './ad-routes';
import { CONSOLE_DOCUMENT } from './console-document';
import { ConsoleRoutes, consoleCookie, mustBeOwnPage, mustBeOwnSite, readConsoleCookie, readOperator } from './console-routes';
import { CONSOLE_STYLE } from './console-style';
import { goodsRoutes } from './goods-routes';
import { ImportDesk } from './import-desk';
import { operatorRoutes } from './operator-routes';
import { orderRoutes } from './order-routes';
import { overviewRoutes } from './overview-routes';
import { recommendRoutes } from './recommend-routes';
import { saleRoutes } from './sale-routes';
import { sourceRoutes } from './source-routes';
import { supportRoutes } from './support-routes';
import { viewerRoutes } from './viewer-routes';

/** No script but our own file, nothing inline, nobody's frame, no other host. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const SignIn = Type.Object({ name: Type.String({ maxLength: 100 }), password: Type.String({ maxLength: 256 }) });

/** `/console`: the operators' page, and `/console/api`, which it alone talks to. */
export async function consolePlugin(app: FastifyInstance, { platform }: { platform: Platform }): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', POLICY).header('x-frame-options', 'DENY').header('referrer-policy', 'no-referrer').header('cross-origin-resource-policy', 'same-origin');
  });
  app.get('/console', async (_request, reply) => reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(CONSOLE_DOCUMENT));
  app.get('/console/console.css', async (_request, reply) => reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8').send(CONSOLE_STYLE));
  if (existsSync(platform.config.consoleDir)) {
    await app.register(fastifyStatic, { root: platform.config.consoleDir, prefix: '/console/script/', decorateReply: false, index: false, dotfiles: 'ignore' });
  }
  addSignIn(app, platform);
  const routes = new ConsoleRoutes(app, platform);
  const desk = new ImportDesk(platform);
  app.addHook('onClose', async () => desk.stop());
  overviewRoutes(routes, platform);
  accountRoutes(routes, platform);
  saleRoutes(routes, platform);
  goodsRoutes(routes, platform);
  recommendRoutes(routes, platform);
  supportRoutes(routes, platform);
  orderRoutes(routes, platform);
  adRoutes(routes, platform);
  sourceRoutes(routes, platform, desk);
  viewerRoutes(routes, platform);
  operatorRoutes(routes, platform);
}

function meOf(platform: Platform, who: SignedInOperator): ConsoleMe {
  const { operator, rights, csrf } = who;
  return { name: operator.name, role: operator.role, rights, csrf, platform: platform.config.name, version: platform.version };
}

function addSignIn(app: FastifyInstance, platform: Platform): void {
  const { operators } = platform;

  app.get('/console/api/me', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return meOf(platform, await readOperator(request, platform));
  });

  app.post<{ Body: Static<typeof SignIn> }>('/console/api/sign-in', { schema: { body: SignIn } }, async (request, reply) => {
    mustBeOwnSite(request);
    const token = await operators.signIn(request.body.name, request.body.password, request.ip);
    if (!token.ok) throw token.error;
    const who = await operators.find(token.value);
    if (who === null) throw new AppError('auth.bad-credentials', { message: 'The name or the password is wrong.' });
    return reply.header('set-cookie', consoleCookie(request, token.value)).header('cache-control', 'no-store').send(meOf(platform, who));
  });

  app.post('/console/api/sign-out', async (request, reply) => {
    mustBeOwnPage(request, platform);
    await operators.signOut(readConsoleCookie(request));
    return reply.header('set-cookie', consoleCookie(request, '')).code(204).send();
  });
}
