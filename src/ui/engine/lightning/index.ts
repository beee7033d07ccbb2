import lightning from './lightning-core';
import type * as Core from './lightning-core';

export type { ApplicationOptions, ElementCore, Platform, ShaderOperation, SourceCallback, SourceLoader, Stage, StageOptions, TextureOptions, TextureSource, Transition, TransitionSettings } from './lightning-core';

/** The root component; used by tests, televisions launch through the SDK. */
export const LightningApplication = lightning.Application;
/** See {@link LightningApplication}. */
export type LightningApplication = Core.Application;

/** Base of everything with handlers and a place in the focus path. */
export const LightningComponent = lightning.Component;
/** See {@link LightningComponent}. */
export type LightningComponent = Core.Component;

/** Base of everything drawn. */
export const LightningElement = lightning.Element;
/** See {@link LightningElement}. */
export type LightningElement = Core.Element;

/** Base of every picture source. */
export const Texture = lightning.Texture;

/** Draws round corners and strokes from texture coordinates: one draw call each. */
export const RoundedRectangleShader = lightning.shaders.RoundedRectangle;
/** See {@link RoundedRectangleShader}. */
export type RoundedRectangleShader = Core.RoundedRectangleShader;
