export { createHubRow } from './create-hub-row';
