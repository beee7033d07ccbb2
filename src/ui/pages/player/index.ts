export { PlayerPage } from './player-page';
