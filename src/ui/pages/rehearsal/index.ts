export { RehearsalPage } from './rehearsal-page';
