export { parseSpriteTrack, parseWebVtt } from '#core/playback';
