import { Shell } from './shell';

const root = document.getElementById('console');
if (root !== null) void new Shell(root).start();
