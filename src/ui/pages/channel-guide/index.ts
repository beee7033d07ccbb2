export { askMoment } from './ask-moment';
export { showGuideClock } from './show-guide-clock';
