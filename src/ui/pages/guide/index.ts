export { GuidePage } from './guide-page';
export type { GuidePageProps } from './guide-page';
