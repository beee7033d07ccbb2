export type { SampleProgramme } from './programme';
export { sampleGuide } from './sample-guide';
