export * from './cues';
export * from './playback-machine';
export * from './rescue-ladder';
export * from './resume-rules';
export * from './scrub-step';
export * from './stall-doctor';
export * from './subtitles';
export * from './webvtt';
