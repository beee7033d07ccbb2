import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { readWebBrand, WEB_LOGO_FILE } from '#server/config';
import type { WebBrand } from '#server/config';
import type { Platform } from '#server/domain';
import { noticeView } from '../pages/activate-views';
import { pageLanguage, sendPage } from '../pages/page';

/** Files whose name holds a hash of their content never change. */
const HASHED = /[.-][0-9a-f]{8,}\.(?:js|css|woff2?|png|jpe?g|webp|svg|mp3)$/;

/** The operator's brand in place of the build's own. */
function addBrand(app: FastifyInstance, { json, logo }: WebBrand): void {
  app.get('/brand.json', (_request, reply) => reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(json));
  if (logo !== null) app.get(`/${WEB_LOGO_FILE}`, (_request, reply) => reply.header('cache-control', 'no-cache').type('image/png').send(logo));
}

/**
 * The web build at `/` and the sample catalogue's pictures at `/assets/`: right types, tags, ranges; nothing outside the folders,
 * no hidden files. Without a web build `/` says how to make one.
 */
export async function webPlugin(app: FastifyInstance, { platform }: { platform: Platform }): Promise<void> {
  const { webDir, artDir } = platform.config;
  const hasWeb = existsSync(join(webDir, 'index.html'));
  if (existsSync(artDir)) {
    await app.register(fastifyStatic, {
      root: artDir, prefix: '/assets/', decorateReply: false, index: false, dotfiles: 'ignore', maxAge: '1d',
    });
  }
  if (hasWeb) {
    const brand = readWebBrand(platform.config.brandFile);
    if (brand !== null) addBrand(app, brand);
    await app.register(fastifyStatic, {
      root: webDir,
      prefix: '/',
      decorateReply: false,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (reply, path) => {
        void reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    return;
  }
  app.get('/', async (request, reply) => {
    const { texts } = pageLanguage(request);
    const content = noticeView(texts.noWebHeading, texts.noWebHint, { href: '/activate', label: texts.activateLink });
    return sendPage(request, reply, { status: 200, platformName: platform.config.name, title: texts.noWebHeading, content });
  });
}
