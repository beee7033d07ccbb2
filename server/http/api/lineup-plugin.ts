import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { WireKeptLineup, WireLineup, WireLineupAnswer } from '#core/wire';
import type { Platform } from '#server/domain';
import { readProfile, readViewer } from '../viewer';

/** Rows of each kind at most; a provider's whole list, moved and renamed. */
const MOST_ROWS = 20_000;
/** Such a line-up with all its names. */
const MOST_BYTES = 8 * 1024 * 1024;

const Name = Type.String({ maxLength: 400 });
const closed = { additionalProperties: false };
const Mark = Type.Object({ key: Type.String({ minLength: 1, maxLength: 200 }), guideKey: Type.String({ maxLength: 200 }), name: Name }, closed);
const rows = <T extends Parameters<typeof Type.Array>[0]>(row: T): ReturnType<typeof Type.Array<T>> => Type.Array(row, { maxItems: MOST_ROWS });
const Lineup = Type.Object(
  {
    lists: Type.Array(Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }), name: Name, members: rows(Mark) }, closed), { maxItems: 200 }),
    hidden: rows(Mark),
    names: rows(Type.Object({ channel: Mark, name: Name }, closed)),
    moves: rows(Type.Object({ channel: Mark, after: Type.Union([Mark, Type.Null()]) }, closed)),
    regrouped: rows(Mark),
    groups: rows(Type.Object({ id: Name, name: Name, isHidden: Type.Boolean() }, closed)),
  },
  closed,
);
const Params = Type.Object({ id: Type.String({ maxLength: 100 }) });
const Body = Type.Object({ revision: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }), lineup: Lineup }, closed);

type ParamsOf = Static<typeof Params>;

/**
 * `GET` and `PUT` of `/api/v1/profiles/:id/lineup`: what a viewer changed about the channels, for all their sets. A `PUT` over a revision that is
 * no longer the kept one changes nothing and answers what is kept: the set joins both and comes again.
 */
export function lineupPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { lineups } = platform.store;
  const kept = async (profileId: string): Promise<WireKeptLineup> => {
    const { revision, body } = await lineups.get(profileId);
    return { revision, lineup: body === '' ? null : (JSON.parse(body) as WireLineup) };
  };

  app.get<{ Params: ParamsOf }>('/profiles/:id/lineup', { schema: { params: Params } }, async (request, reply): Promise<WireKeptLineup> => {
    const { account } = await readViewer(request, platform);
    const profile = await readProfile(platform, account, request.params.id);
    reply.header('cache-control', 'no-store');
    return kept(profile.id);
  });

  app.put<{ Params: ParamsOf; Body: Static<typeof Body> }>(
    '/profiles/:id/lineup',
    { schema: { params: Params, body: Body }, bodyLimit: MOST_BYTES },
    async (request): Promise<WireLineupAnswer> => {
      const { account } = await readViewer(request, platform);
      const profile = await readProfile(platform, account, request.params.id);
      const { revision, lineup } = request.body;
      const next = await lineups.put(profile.id, revision, JSON.stringify(lineup));
      return next === null ? { isKept: false, ...(await kept(profile.id)) } : { isKept: true, revision: next, lineup };
    },
  );
}
