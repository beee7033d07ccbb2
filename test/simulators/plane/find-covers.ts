/** Whether a CSS colour lets nothing through. */
function isOpaque(color: string): boolean {
  if (color === 'transparent') return false;
  const alpha = /rgba\([^)]*,\s*([\d.]+)\s*\)/.exec(color);
  return alpha === null || Number(alpha[1]) >= 1;
}

/**
 * Why the picture behind the page cannot be seen: the element that makes the hole is missing, or an ancestor of it is
 * opaque. Empty when it shows.
 */
export function findCovers(document: Document, needsObject: boolean): readonly string[] {
  const hole = document.querySelector('object[type="application/avplayer"]');
  if (needsObject && hole === null) return ['no <object type="application/avplayer">'];
  const covers: string[] = [];
  const view = document.defaultView;
  let element: Element | null = hole?.parentElement ?? document.body;
  while (element !== null && view !== null) {
    const style = view.getComputedStyle(element);
    if (isOpaque(style.backgroundColor)) covers.push(`${element.tagName.toLowerCase()} has the background ${style.backgroundColor}`);
    element = element.parentElement;
  }
  return covers;
}
