import lightning from './lightning-core';
import type * as Core from './lightning-core';

export type { ApplicationOptions, ElementCore, PageTexture, Platform, ShaderOperation, SourceCallback, SourceLoader, Stage, StageOptions, TextureOptions, TextureSource, Transition, TransitionSettings } from './lightning-core';

/** The root component; used by tests, televisions launch through the SDK. */
export const LightningApplication = lightning.Application;
/** See {@link LightningApplication}. */
export type LightningApplication = Core.Application;

/** Base of everything with handlers and a place in the focus path. */
export const LightningComponent = lightning.Component;
/** See {@link LightningComponent}. */
export type LightningComponent = Core.Component;

/**
 * Lightning drops the children of an element that lies off screen itself. A layer that scrolls does so long before its
 * children do: here every child is judged by its own place.
 */
class PlainElement extends lightning.Element {
  constructor(stage: Core.Stage) {
    super(stage);
    this.clipbox = false;
  }
}

/** Base of everything drawn. What stands on one is drawn wherever it has moved. */
export const LightningElement: typeof lightning.Element = PlainElement;
/** See {@link LightningElement}. */
export type LightningElement = Core.Element;

/** Base of every picture source. */
export const Texture = lightning.Texture;

/** A white pixel of its own: shaders that take corners from texture coordinates need the whole of a texture. */
export class WholeRectangle extends lightning.textures.RectangleTexture {
  protected override _getLookupId(): string {
    return 'whole rectangle';
  }
}

/** Draws round corners and strokes from texture coordinates: one draw call each. */
export const RoundedRectangleShader = lightning.shaders.RoundedRectangle;
/** See {@link RoundedRectangleShader}. */
export type RoundedRectangleShader = Core.RoundedRectangleShader;
