export { linkVoice } from './link-voice';
