export { askMoment, askMomentOfPlaying } from './ask-moment';
export { showGuideClock } from './show-guide-clock';
