export { linkMarquee } from './marquee';
