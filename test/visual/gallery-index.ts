import { pictureName, WISHES } from './wishes';

/** Looks that a scene's links offer: words after its name, as `takePicture` reads them. */
const LOOKS: readonly string[] = ['', 'de', 'ar', 'de:large', 'high'];

function card(scene: string): string {
  const links = LOOKS.map((look) => `<a href="/?scene=${scene}${look === '' ? '' : `:${look}`}">${look === '' ? 'English' : look.replace(':', ', ')}</a>`).join(' · ');
  return `<figure><a href="/?scene=${scene}"><img loading="lazy" width="480" height="270" alt="" src="/certified/${pictureName(scene)}.png"></a><figcaption><b>${scene}</b><br>${links}</figcaption></figure>`;
}

/** The page that lists every scene with its certified picture and links to it, drawn live, in several looks. */
export function galleryIndex(): string {
  const scenes = WISHES.filter((wish) => !wish.includes(':'));
  const parts = scenes.filter((scene) => scene.startsWith('components-'));
  const screens = scenes.filter((scene) => !parts.includes(scene));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hearth gallery</title><style>
body{margin:32px;background:#0e1116;color:#e8e6e1;font:16px/1.4 system-ui,sans-serif}main{display:flex;flex-wrap:wrap;gap:24px}figure{margin:0;width:480px}
img{border-radius:8px;display:block}figcaption{padding:8px 0}a{color:#f2b45c}h1,h2{font-weight:600}</style></head><body>
<h1>Gallery</h1><p>Every component and screen, drawn by the app itself with the content of the design. A link draws it live at the size of the window; Back of the browser returns.</p>
<h2>Components</h2><main>${parts.map(card).join('')}</main><h2>Screens</h2><main>${screens.map(card).join('')}</main></body></html>`;
}
