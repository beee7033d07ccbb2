export { decodeSubtitles } from './decode-subtitles';
export { readSubtitles } from './read-subtitles';
export { parseSrt } from './srt';
export type * from './subtitle-cue';
export { PLAIN_LOOK } from './subtitle-cue';
export { parseTtml } from './ttml';
export { parseVttCues } from './webvtt-cues';
export { elementsNamed, readXml } from './xml-tree';
export type { XmlElement } from './xml-tree';
