export { TransferPage } from './transfer-page';
