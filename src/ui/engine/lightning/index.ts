import lightning from './lightning-core';

export type { ApplicationOptions, Component, Platform, SourceCallback, SourceLoader, Stage, StageOptions, TextureOptions, TextureSource, Transition, TransitionSettings } from './lightning-core';

/** Lightning's classes; the only values of the package the product uses. */
export const { Application, Component: LightningComponent, Element, Texture } = lightning;
/** Draws rounded corners and strokes from texture coordinates: one draw call each. */
export const RoundedRectangleShader = lightning.shaders.RoundedRectangle;
/** One white pixel for plain rectangles. */
export const RectangleTexture = lightning.textures.RectangleTexture;

export type { Application as LightningApplication, Element as LightningElement, Texture as LightningTexture, RoundedRectangleShader as LightningRoundedShader } from './lightning-core';
