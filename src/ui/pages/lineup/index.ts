export { LineupPage } from './lineup-page';
export type { LineupPageProps } from './lineup-page';
