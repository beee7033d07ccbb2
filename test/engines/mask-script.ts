import { newerApis, readCompatData } from '#scripts/compat';

/**
 * Script that takes from a page every global and member Chrome got after version `chromeMajor`, before other scripts run;
 * `window.__masked` lists what was taken. It shows missing polyfills; it says nothing of syntax, bugs or speed of that age.
 */
export function maskScript(chromeMajor: number): string {
  const names = newerApis(readCompatData(), chromeMajor)
    // The engine's own built-ins lean on accessors of RegExp: taking one away breaks split and replace.
    .filter((api) => api.owner !== 'RegExp')
    .map((api) => (api.member === null ? [api.owner] : [api.owner, api.member]));
  return `(function () {
    var names = ${JSON.stringify(names)}, masked = self.__masked = [];
    var owners = names.map(function (name) { return name[0] === 'Window' || name[0] === 'globals' ? self : self[name[0]]; });
    for (var i = 0; i < names.length; i += 1) {
      var key = names[i][names[i].length - 1];
      var targets = names[i].length < 2 ? [self] : [owners[i] && owners[i].prototype, owners[i]];
      for (var j = 0; j < targets.length; j += 1) {
        try {
          if (targets[j] && Object.prototype.hasOwnProperty.call(targets[j], key) && delete targets[j][key]) masked.push(names[i].join('.'));
        } catch (error) { /* some accessors refuse to be asked without an instance */ }
      }
    }
  })();`;
}
