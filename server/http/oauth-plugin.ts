import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WireDeviceAuthorization, WireOauthError, WireToken } from '#core/wire';
import { formatUserCode } from '#server/domain';
import type { NewDevice, Platform } from '#server/domain';
import { phoneBaseUrl } from './base-url';
import { deviceNameOf } from './device-name';
import { readFields } from './form-body';
import type { FormBody } from './form-body';

const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const LONGEST_CLIENT = 100;

type Answer = { readonly token: WireToken } | { readonly error: WireOauthError['error']; readonly description: string };

function deviceOf(fields: FormBody, request: FastifyRequest): NewDevice {
  return { clientId: fields['client_id'] ?? '', name: deviceNameOf(fields['device_name'] ?? ''), ip: request.ip };
}

function refuse(reply: FastifyReply, error: WireOauthError['error'], description: string): FastifyReply {
  const body: WireOauthError = { error, error_description: description };
  return reply.code(error === 'invalid_client' ? 401 : 400).send(body);
}

async function grant(platform: Platform, fields: FormBody, request: FastifyRequest): Promise<Answer> {
  const device = deviceOf(fields, request);
  switch (fields['grant_type']) {
    case DEVICE_CODE_GRANT: {
      if (!fields['device_code'] || device.clientId === '') return { error: 'invalid_request', description: 'device_code and client_id are needed' };
      const outcome = await platform.deviceAuthorization.poll(fields['device_code'], device.clientId, device.ip);
      return 'token' in outcome ? outcome : { error: outcome.error, description: '' };
    }
    case 'refresh_token': {
      if (!fields['refresh_token']) return { error: 'invalid_request', description: 'refresh_token is needed' };
      const token = await platform.sessions.refresh(fields['refresh_token'], request.ip);
      return token === null ? { error: 'invalid_grant', description: 'The sign-in is over.' } : { token };
    }
    case 'password': {
      const { username, password } = fields;
      if (!username || !password) return { error: 'invalid_request', description: 'username and password are needed' };
      const account = await platform.accounts.signIn(username, password, request.ip);
      if (!account.ok && account.error.code === 'http.rate-limited') throw account.error;
      if (!account.ok) return { error: 'invalid_grant', description: account.error.message };
      return { token: await platform.sessions.start(account.value.id, device) };
    }
    case undefined:
      return { error: 'invalid_request', description: 'grant_type is needed' };
    default:
      return { error: 'unsupported_grant_type', description: '' };
  }
}

/** `/oauth/*`: device authorization (RFC 8628), tokens, revocation (RFC 7009). */
export function oauthPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
  });

  app.post('/oauth/device_authorization', async (request, reply) => {
    const device = deviceOf(readFields({ body: request.body }), request);
    if (device.clientId === '' || device.clientId.length > LONGEST_CLIENT) return refuse(reply, 'invalid_client', 'client_id is needed');
    const started = await platform.deviceAuthorization.start(device);
    if (!started.ok) throw started.error;
    const code = formatUserCode(started.value.userCode);
    const page = `${phoneBaseUrl(request, platform.config)}/tv`;
    const body: WireDeviceAuthorization = {
      device_code: started.value.deviceCode,
      user_code: code,
      verification_uri: page,
      verification_uri_complete: `${page}?user_code=${code}`,
      expires_in: started.value.expiresInSec,
      interval: started.value.intervalSec,
    };
    return reply.send(body);
  });

  app.post('/oauth/token', async (request, reply) => {
    const answer = await grant(platform, readFields({ body: request.body }), request);
    return 'token' in answer ? reply.send(answer.token) : refuse(reply, answer.error, answer.description);
  });

  app.post('/oauth/revoke', async (request, reply) => {
    // RFC 7009: an unknown token is answered like a good one.
    await platform.sessions.end(readFields({ body: request.body })['token'] ?? '');
    return reply.code(200).send({});
  });
}
