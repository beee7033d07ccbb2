import { startTelevision } from '#app';
import { runMain } from '#platforms/common';
import { createWebosHost } from './create-webos-host';

runMain(window, async () => {
  const { host, layers, brand } = await createWebosHost(window);
  await startTelevision(host, { canvas: layers.canvas, brand });
});
