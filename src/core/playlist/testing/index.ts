export { madeList } from './made-list';
