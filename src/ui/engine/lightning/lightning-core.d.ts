/** As much of Lightning 2.20 as this product uses. Facts and traps: docs of the package and architecture.md section 5. */

/** Numbers a transition can move. */
export type SmoothProperty = 'x' | 'y' | 'w' | 'h' | 'alpha' | 'scale' | 'rotation' | 'shift';

/** Made once per motion by `stage.transitions.createSettings`. Seconds. */
export interface TransitionSettings {
  duration: number;
  delay: number;
  timingFunction: string;
}

/** A running change of one property. */
export interface Transition {
  readonly targetValue: number;
  readonly p: number;
  isRunning(): boolean;
  /** Ends at the target on the next frame. */
  finish(): void;
  stop(): void;
  on(name: 'finish' | 'start' | 'progress', listener: (p: number) => void): void;
  off(name: 'finish' | 'start' | 'progress', listener: (p: number) => void): void;
}

/** Render-side node. Only what hit tests and measuring need. */
export interface ElementCore {
  readonly element: Element;
  readonly _worldContext: { readonly px: number; readonly py: number; readonly ta: number; readonly td: number; readonly alpha: number };
  readonly _scissor: readonly number[] | null;
  _ownRtl: boolean | null;
}

/** A pixel source on its way to the graphics card. */
export interface TextureOptions {
  /** A texture of the graphics card is taken as it is, and stays its maker's. */
  source: ImageData | HTMLImageElement | HTMLCanvasElement | ImageBitmap | Uint8Array | PageTexture;
  w?: number;
  h?: number;
  hasAlpha?: boolean;
  premultiplyAlpha?: boolean;
  permanent?: boolean;
  throttle?: boolean;
  renderInfo?: unknown;
}

/** Answers a source loader; `null` is no error. */
export type SourceCallback = (error: unknown, options?: TextureOptions) => void;

/** Starts loading; what it returns is called when the texture is no longer wanted. */
export type SourceLoader = (callback: SourceCallback, source: TextureSource) => (() => void) | undefined | void;

/** A texture of the graphics card that shaders ask for its size. */
export type PageTexture = WebGLTexture & { readonly w: number; readonly h: number };

export interface TextureSource {
  /** Those of visible elements that show it. */
  readonly textures: ReadonlySet<Texture>;
  readonly w: number;
  readonly h: number;
  readonly lookupId: string | null;
  readonly renderInfo: unknown;
  permanent: boolean;
  isLoaded(): boolean;
  /** Whether a texture of it is on screen. */
  isUsed(): boolean;
  /** Forgets the texture of the graphics card without freeing it; the source loads again when it is used. */
  clearNativeTexture(): void;
  replaceNativeTexture(texture: PageTexture, w: number, h: number): void;
}

export class Texture {
  constructor(stage: Stage);
  readonly stage: Stage;
  readonly source: TextureSource | null;
  mw: number;
  mh: number;
  precision: number;
  /** The part of the source that is shown, in its pixels; a size of 0: all of it. */
  get px(): number;
  get py(): number;
  get pw(): number;
  get ph(): number;
  /** Whether less than the whole source is shown. */
  get clipping(): boolean;
  set clipping(isClipped: boolean);
  getRenderWidth(): number;
  getRenderHeight(): number;
  isLoaded(): boolean;
  isUsed(): boolean;
  load(): void;
  free(): void;
  enableClipping(x: number, y: number, w: number, h: number): void;
  disableClipping(): void;
  isAutosizeTexture(): boolean;
  /** As `source`, without making one. */
  protected readonly _source: TextureSource | null;
  /** Must be called when what is drawn has changed. */
  protected _changed(): void;
  /** Two textures with one id share their source. */
  protected _getLookupId(): string | null;
  protected _getSourceLoader(): SourceLoader;
  protected _getIsValid(): boolean;
}

export class Shader {
  readonly isShader: true;
}

/** What a shader is asked to draw. */
export interface ShaderOperation {
  /** Texture coordinates of the element's picture. */
  getElementCore(index: number): { readonly _ulx: number; readonly _uly: number; readonly _brx: number; readonly _bry: number };
}

export class RoundedRectangleShader extends Shader {
  static readonly fragmentShaderSource: string;
  protected readonly gl: WebGLRenderingContext;
  /** Called once per draw, before it. */
  setupUniforms(operation: ShaderOperation): void;
  protected _setUniform(name: string, value: Float32Array, setter: unknown): void;
  radius: number | readonly number[];
  stroke: number;
  strokeColor: number;
  fillColor: number;
  blend: number;
}

export interface ShaderSettings {
  readonly type: abstract new (...args: never[]) => Shader;
  readonly [property: string]: unknown;
}

export interface ElementChildList {
  readonly length: number;
  a(element: Element): void;
  add(element: Element): void;
  addAt(element: Element, index: number): void;
  remove(element: Element): void;
  clear(): void;
  get(): Element[];
  getAt(index: number): Element | undefined;
  getIndex(element: Element): number;
}

export class Element {
  constructor(stage: Stage);
  readonly stage: Stage;
  readonly id: number;
  readonly core: ElementCore;
  readonly parent: Element | null;
  readonly childList: ElementChildList;
  readonly isComponent?: true;
  x: number;
  y: number;
  w: number;
  h: number;
  readonly finalW: number;
  readonly finalH: number;
  readonly renderWidth: number;
  readonly renderHeight: number;
  scale: number;
  scaleX: number;
  pivot: number;
  pivotX: number;
  pivotY: number;
  mountX: number;
  mountY: number;
  rotation: number;
  alpha: number;
  visible: boolean;
  color: number;
  colorTop: number;
  colorBottom: number;
  colorLeft: number;
  colorRight: number;
  colorUl: number;
  colorUr: number;
  colorBl: number;
  colorBr: number;
  zIndex: number;
  forceZIndexContext: boolean;
  clipping: boolean;
  /** Default true: children of an element that lies off screen itself are not drawn. */
  clipbox: boolean;
  /** Mirrored: x counts from the right edge of the parent, which must have a width. `undefined` inherits. */
  rtl: boolean | undefined;
  rect: boolean;
  get texture(): Texture | null;
  set texture(value: Texture | { type: unknown; [property: string]: unknown } | null);
  get shader(): Shader | null;
  /** `null`: one of its own that does nothing, which no other element is drawn together with; `undefined`: its parent's. */
  set shader(value: Shader | ShaderSettings | null | undefined);
  readonly attached: boolean;
  readonly enabled: boolean;
  readonly active: boolean;
  collision: boolean;
  /** Taken by Lightning: a field of these names would call its setter. */
  readonly text: never;
  readonly src: never;
  readonly ref: never;
  readonly tags: never;
  readonly state: never;
  readonly flex: never;
  readonly signals: never;
  setSmooth(property: string, value: number, settings?: TransitionSettings): Transition;
  getSmooth(property: string, fallback: number): number;
  fastForward(property: string): void;
  /** Motions made so far; settings stand for those that were never begun. */
  readonly _transitions: Readonly<Record<string, Transition | TransitionSettings | undefined>> | null | undefined;
  transition(property: string): Transition;
  on(name: 'txLoaded' | 'txError' | 'txUnloaded', listener: (texture: Texture) => void): void;
  off(name: 'txLoaded' | 'txError' | 'txUnloaded', listener: (texture: Texture) => void): void;
  isAncestorOf(element: Element): boolean;
  protected _onDirectionChanged(): void;
  protected _onSetup(): void;
  protected _onAttach(): void;
  protected _onDetach(): void;
  protected _onEnabled(): void;
  protected _onDisabled(): void;
  protected _onActive(): void;
  protected _onInactive(): void;
  protected _onResize(): void;
}

export class Component extends Element {
  constructor(stage: Stage, properties?: object);
  readonly application: Application;
  readonly cparent: Component | undefined;
  hasFocus(): boolean;
  hasFinalFocus(): boolean;
  /** Re-reads the focus path. */
  _refocus(): void;
  /** Pure and constant-time: the child that has focus, or itself. */
  _getFocused(): Component | null | undefined;
  _focus(newTarget: Component | undefined, previous: Component | undefined): void;
  _unfocus(newTarget: Component | undefined, previous: Component | undefined): void;
  /** The focus went from one to another of what is inside it. */
  _focusChange(newTarget: Component | undefined, previous: Component | undefined): void;
  protected _construct(): void;
  protected _build(): void;
  protected _setup(): void;
  protected _init(): void;
  protected _attach(): void;
  protected _detach(): void;
  protected _firstEnable(): void;
  protected _enable(): void;
  protected _disable(): void;
  protected _firstActive(): void;
  protected _active(): void;
  protected _inactive(): void;
  static _template(): object;
  static getTemplateFunc(context: unknown): { f: (element: Component, store: unknown[]) => void; a: unknown[] };
}

export class Application extends Component {
  constructor(options: ApplicationOptions, properties?: object);
  readonly focusPath: Component[] | undefined;
  updateFocusPath(): void;
  destroy(): void;
  getCanvas(): HTMLCanvasElement;
}

export interface Platform {
  loadSrcTexture(request: { src: string; hasAlpha?: boolean }, callback: SourceCallback): (() => void) | undefined;
  getDrawingCanvas(): HTMLCanvasElement;
}

export interface StageOptions {
  w?: number;
  h?: number;
  canvas?: HTMLCanvasElement | null;
  context?: unknown;
  /** Pixels (not bytes) of textures before unused ones are freed. */
  memoryPressure?: number;
  bufferMemory?: number;
  clearColor?: number | null;
  defaultFontFace?: string;
  fixedDt?: number;
  useImageWorker?: boolean;
  autostart?: boolean;
  precision?: number;
  canvas2d?: boolean;
  platform?: unknown;
}

export interface ApplicationOptions {
  stage: StageOptions;
  /** `null`: no key listeners; the product has its own gate. */
  keys?: Readonly<Record<number, string>> | null;
  debug?: boolean;
  enablePointer?: boolean;
}

export interface Stage {
  readonly application: Application;
  readonly root: Element;
  readonly platform: Platform;
  /** What draws; each frame it is asked whether anything has changed. */
  readonly ctx: { hasRenderUpdates(): boolean };
  readonly w: number;
  readonly h: number;
  /** Of a stage without WebGL there is none. */
  readonly gl: WebGLRenderingContext;
  readonly mode: number;
  readonly frameCounter: number;
  readonly usedMemory: number;
  readonly transitions: { readonly active: ReadonlySet<Transition>; createSettings(settings: Partial<TransitionSettings>): TransitionSettings };
  readonly textureManager: { readonly usedMemory: number; readonly textureSourceHashmap: Map<string | null, TextureSource>; addToLookupMap(source: TextureSource): void };
  /** What elements with `rect` show. */
  readonly rectangleTexture: RectangleTexture;
  /** Counts pixels of textures that no texture source stands for. */
  addMemoryUsage(pixels: number): void;
  getOption(name: 'precision' | 'memoryPressure'): number;
  getRenderPrecision(): number;
  getCanvas(): HTMLCanvasElement;
  drawFrame(): void;
  /** Lets every texture of which something was changed load what it is to show now; each frame does so after its start. */
  _performUpdateSource(): void;
  gc(aggressive: boolean): void;
  stop(): void;
  resume(): void;
  on(name: 'frameStart' | 'update' | 'frameEnd' | 'idle', listener: () => void): void;
  off(name: 'frameStart' | 'update' | 'frameEnd' | 'idle', listener: () => void): void;
  getChildrenByPosition(x: number, y: number): ElementCore[];
  isWebgl(): boolean;
}

/** Rectangle of one white pixel, tinted by the element's colours. */
export class RectangleTexture extends Texture {}

declare const lightning: {
  readonly Application: typeof Application;
  readonly Component: typeof Component;
  readonly Element: typeof Element;
  readonly Texture: typeof Texture;
  readonly shaders: { readonly RoundedRectangle: typeof RoundedRectangleShader };
  readonly textures: { readonly RectangleTexture: typeof RectangleTexture };
};

export default lightning;
