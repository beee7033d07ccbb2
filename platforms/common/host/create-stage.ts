/** The layers of the page, back to front: the picture, the canvas, the accessibility mirror. */
export interface StageLayers {
  /** Holds video elements; behind everything. */
  readonly video: HTMLElement;
  /** Where the canvas is mounted. */
  readonly canvas: HTMLElement;
  /** Where the mirror is mounted: off screen, never `display:none`, or no reader reads it. */
  readonly mirror: HTMLElement;
}

function layer(document: Document, id: string, css: string): HTMLElement {
  const found = document.getElementById(id);
  const element = found ?? document.createElement('div');
  element.id = id;
  element.style.cssText = css;
  if (found === null) document.body.appendChild(element);
  return element;
}

/**
 * Makes the layers of the start page. The page stays transparent: on Samsung sets the picture lies behind the page, and
 * one opaque ancestor hides it.
 */
export function createStage(document: Document): StageLayers {
  for (const element of [document.documentElement, document.body]) element.style.background = 'transparent';
  const whole = 'position:fixed;left:0;top:0;width:100%;height:100%;overflow:hidden;';
  return {
    video: layer(document, 'video-layer', `${whole}z-index:0`),
    canvas: layer(document, 'stage', `${whole}z-index:1`),
    mirror: layer(document, 'mirror-layer', 'position:fixed;left:0;top:0;width:1px;height:1px;overflow:hidden;opacity:0;z-index:2;pointer-events:none'),
  };
}
