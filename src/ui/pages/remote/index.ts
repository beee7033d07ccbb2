export { linkRemote } from './link-remote';
