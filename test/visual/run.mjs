// @ts-check
// `npm run gallery`: every component and screen in a browser, for people.
import { runBuilt } from '../../scripts/setup/run-built.mjs';

await runBuilt({ only: ['gallery', 'tools'], program: 'tools/gallery.js' }, ({ serveGallery }, root, say) => serveGallery(root, say));
