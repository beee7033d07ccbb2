// @ts-check
import { exportDocs } from './export-docs.mjs';
import { keyHandlers } from './key-handlers.mjs';
import { layers } from './layers.mjs';
import { names } from './names.mjs';
import { portsOwnTime } from './ports-own-time.mjs';
import { viewFields } from './view-fields.mjs';

/** The project's own rules, for `eslint.config.js`. */
export const hearth = {
  rules: {
    'export-docs': exportDocs,
    'key-handlers': keyHandlers,
    layers,
    names,
    'ports-own-time': portsOwnTime,
    'view-fields': viewFields,
  },
};
