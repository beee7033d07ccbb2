export { createPlayer } from '../create-player';
