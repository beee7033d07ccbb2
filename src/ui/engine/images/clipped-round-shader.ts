import { RoundedRectangleShader } from '../lightning';
import type { ShaderOperation } from '../lightning';

const CORNERS = 'vTextureCoord.xy * resolution';

/**
 * The rounded rectangle for a clipped texture. Lightning's own takes its corners from texture coordinates of the whole
 * picture; here they are those of the clipped part.
 */
export class ClippedRoundShader extends RoundedRectangleShader {
  static override readonly fragmentShaderSource = RoundedRectangleShader.fragmentShaderSource
    .replace('uniform vec2 resolution;', 'uniform vec2 resolution;\n    uniform vec4 clip;')
    .replace(CORNERS, '(vTextureCoord.xy - clip.xy) / clip.zw * resolution');

  override setupUniforms(operation: ShaderOperation): void {
    super.setupUniforms(operation);
    const { _ulx, _uly, _brx, _bry } = operation.getElementCore(0);
    this._setUniform('clip', new Float32Array([_ulx, _uly, _brx - _ulx, _bry - _uly]), this.gl.uniform4fv);
  }
}
