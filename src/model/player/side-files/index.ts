export { decodeSubtitles, parseSpriteTrack, readSubtitles } from '#core/playback';
