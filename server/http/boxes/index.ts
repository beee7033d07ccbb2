export { boxesPlugin } from './boxes-plugin';
