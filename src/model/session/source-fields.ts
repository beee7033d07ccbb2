import { AppError, fail, ok } from '#core/base';
import type { Result, SourceId } from '#core/base';
import { baseAddress, parseAddress, splitLink } from '#core/account';
import { normaliseMac } from '#core/stalker';
import { fileIdOf } from '#sources/playlist-file';
import type { StoredSource } from '#sources/registry';
import type { PlaylistFields, PortalFields, XtreamFields } from './session-model';

/**
 * The Xtream form as a source. A whole link pasted into the address fills empty fields. `source.bad-address` or `input.invalid`
 * when it cannot work.
 */
export function judgeXtream(fields: XtreamFields, id: SourceId): Result<StoredSource, AppError> {
  const link = splitLink(fields.address);
  const typed = { username: fields.username.trim(), password: fields.password.trim() };
  const username = typed.username === '' && link.kind === 'xtream' ? link.username : typed.username;
  const password = typed.password === '' && link.kind === 'xtream' ? link.password : typed.password;
  const address = parseAddress(link.address);
  if (!address.ok) return address;
  if (username === '' || password === '') return fail(new AppError('input.invalid'));
  const { host } = address.value;
  const name = fields.name.trim() || host;
  return ok({ config: { id, kind: 'xtream', name, host }, secret: { address: baseAddress(address.value), username, password } });
}

/** The playlist form as a source; a missing scheme means http. One that is kept here has no host. */
export function judgePlaylist(fields: PlaylistFields, id: SourceId): Result<StoredSource, AppError> {
  const text = fields.address.trim();
  if (fileIdOf(text) !== null) return ok({ config: { id, kind: 'playlist', name: fields.name.trim(), host: '' }, secret: { address: text, username: '', password: '' } });
  const address = parseAddress(text);
  if (!address.ok) return address;
  const { host, scheme } = address.value;
  const whole = /^https?:\/\//i.test(text) ? text : `${scheme}://${text}`;
  const name = fields.name.trim() || host;
  return ok({ config: { id, kind: 'playlist', name, host }, secret: { address: whole, username: '', password: '' } });
}

/** The portal form as a source. A provider's whole message pasted into the address fills an empty MAC field. */
export function judgePortal(fields: PortalFields, id: SourceId): Result<StoredSource, AppError> {
  const link = splitLink(fields.address);
  const address = parseAddress(link.address);
  if (!address.ok) return address;
  const mac = normaliseMac(fields.mac) ?? (link.kind === 'portal' ? normaliseMac(link.mac) : null);
  if (mac === null) return fail(new AppError('source.bad-mac'));
  const { host } = address.value;
  const [username, password] = [fields.username.trim(), fields.password.trim()];
  return ok({ config: { id, kind: 'stalker', name: host, host }, secret: { address: link.address, username, password, mac } });
}
