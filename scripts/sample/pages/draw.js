// Draws a scene into a canvas: window.drawScene(name, { w, h, seed, pal, knobs, t }) → canvas with the picture.
(() => {
  const gpu = document.createElement('canvas');
  const gl = gpu.getContext('webgl2', { preserveDrawingBuffer: true, antialias: false });
  const programs = {};
  const shader = (type, text) => { const s = gl.createShader(type); gl.shaderSource(s, text); gl.compileShader(s); if (!gl.getShaderParameter(s, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(s)); return s; };
  const program = (name) => {
    if (programs[name]) return programs[name];
    const p = gl.createProgram();
    gl.attachShader(p, shader(gl.VERTEX_SHADER, '#version 300 es\nvoid main(){ vec2 v=vec2(gl_VertexID==1?3.:-1.,gl_VertexID==2?3.:-1.); gl_Position=vec4(v,0,1); }'));
    if (!window.SCENES[name]) throw new Error('no scene ' + name);
    gl.attachShader(p, shader(gl.FRAGMENT_SHADER, window.SCENE_COMMON + window.SCENES[name]));
    gl.linkProgram(p);
    if (!gl.getProgramParameter(p, gl.LINK_STATUS)) throw new Error(name + gl.getProgramInfoLog(p));
    return (programs[name] = p);
  };
  const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255);
  window.drawScene = (name, o) => {
    if (gpu.width !== o.w || gpu.height !== o.h) { gpu.width = o.w; gpu.height = o.h; }
    gl.viewport(0, 0, o.w, o.h);
    let p; try { p = program(name); } catch (e) { throw new Error(name + ': ' + e.message, { cause: e }); }
    gl.useProgram(p);
    const at = (n) => gl.getUniformLocation(p, n);
    gl.uniform2f(at('R'), o.w, o.h); gl.uniform1f(at('T'), o.t || 0); gl.uniform1f(at('S'), o.seed || 0);
    gl.uniform3fv(at('P'), o.pal.flatMap(rgb)); gl.uniform4fv(at('K'), o.knobs || [0.5, 0.5, 0.5, 0.5]);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return gpu;
  };
})();
