export * from './playback-machine';
export * from './resume-rules';
export * from './scrub-step';
export * from './webvtt';
