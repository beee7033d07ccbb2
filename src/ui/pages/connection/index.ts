export { ConnectionPage } from './connection-page';
