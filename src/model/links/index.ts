export { linkOf } from './action-link';
export { followLink } from './follow-link';
