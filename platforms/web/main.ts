import { startTelevision } from '#app';
import { runMain } from '#platforms/common';
import { createWebHost } from './create-web-host';

runMain(window, async () => {
  const { host, layers, brand } = await createWebHost(window);
  await startTelevision(host, { canvas: layers.canvas, brand });
});
