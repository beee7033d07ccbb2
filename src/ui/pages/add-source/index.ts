export { AddSourcePage } from './add-source-page';
