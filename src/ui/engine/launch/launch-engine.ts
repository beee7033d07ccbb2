import type { Host, LogPort } from '#ports';
import type { Theme } from '#ui/theme';
import { prepareEngine } from '../engine';
import type { Engine } from '../engine';
import { loadImageElement } from '../images/image-queue';
import { DomMirror } from '../mirror/dom-mirror';
import { RootView } from '../pages/root-view';
import { stageOptions } from '../stage-options';
import { createFontLoader, FontSet } from '../text/font-set';
import type { Script } from '../text/scripts';
import { Launch, Utils } from './sdk';

/** What the app hands in. */
export interface LaunchOptions {
  readonly host: Pick<Host, 'clock' | 'keys' | 'device' | 'speech' | 'log' | 'assetBase'>;
  readonly theme: Theme;
  /** Scripts of the interface's language; loaded before the first page. */
  readonly scripts: readonly Script[];
  /** From {@link startFonts}, where they were begun earlier. */
  readonly fonts?: FontSet;
  /** Shown by the SDK's tools. */
  readonly version: string;
  /** Where the canvas goes. */
  readonly mount: HTMLElement;
}

const CANVAS_STYLE = 'position:absolute;left:0;top:0;width:100%;height:100%;z-index:2';

/**
 * Begins to load the fonts every screen needs. They take longer than anything else a start waits for: whoever has other things to wait for
 * begins here.
 */
export function startFonts(host: Pick<Host, 'log' | 'assetBase'>, document: Document): FontSet {
  const fonts = new FontSet(createFontLoader(document), (path) => host.assetBase + path, host.log);
  void fonts.load(['latin']);
  return fonts;
}

/**
 * A set may take the graphics card away, from an app in the background above all. Nothing that was drawn or compiled comes back with it:
 * the app starts anew rather than stay black.
 */
function startAnewAfterLoss(canvas: HTMLCanvasElement, log: LogPort): void {
  canvas.addEventListener('webglcontextlost', (event) => {
    // Without this it would not be given back.
    event.preventDefault();
    log.write('warn', 'the graphics card was taken away');
  });
  canvas.addEventListener('webglcontextrestored', () => {
    canvas.ownerDocument.location.reload();
  });
}

/** The canvas that was left in the layer with its context made, for one engine to draw on; `null`: the engine makes its own. */
function takeOffered(mount: HTMLElement): HTMLCanvasElement | null {
  const canvas = mount.querySelector<HTMLCanvasElement>('canvas[data-offered]');
  canvas?.removeAttribute('data-offered');
  return canvas;
}

/**
 * Starts Lightning through its SDK on a television or in a browser. Resolves when fonts are there and the root view is
 * on stage; pages follow. Whoever launches disposes.
 */
export function launchEngine(options: LaunchOptions): Promise<Engine> {
  const { host, mount } = options;
  const { document } = mount.ownerDocument.defaultView ?? window;
  const fonts = options.fonts ?? startFonts(host, document);
  return new Promise((resolve, reject) => {
    /** Tells when the SDK has put it on stage. */
    class LaunchedRoot extends RootView {
      protected override _init(): void {
        super._init();
        resolve(prepared.finish(this));
      }
    }
    const measuring = document.createElement('canvas').getContext('2d');
    if (measuring === null) {
      reject(new Error('this engine has no 2D canvas'));
      return;
    }
    const application = Launch(
      LaunchedRoot,
      { stage: { ...stageOptions(host.device.capabilities), canvas: takeOffered(mount) }, keys: null, version: options.version },
      {
        path: host.assetBase,
        fontLoader: () => fonts.load(['latin', ...options.scripts]),
        onClose: () => undefined,
      },
    );
    const canvas = application.stage.getCanvas();
    canvas.setAttribute('style', CANVAS_STYLE);
    startAnewAfterLoss(canvas, host.log);
    mount.appendChild(canvas);
    const prepared = prepareEngine(application, {
      host: { clock: host.clock, keys: host.keys, device: host.device, speech: host.speech, log: host.log, assetBase: Utils.asset('') },
      theme: options.theme,
      fonts,
      measuring,
      mirror: new DomMirror(document),
      pageAddress: document.baseURI,
      loadImage: loadImageElement,
    });
  });
}
