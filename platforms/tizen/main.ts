import { startTelevision } from '#app';
import { runMain } from '#platforms/common';
import { createTizenHost } from './create-tizen-host';

runMain(window, async () => {
  const { host, layers, brand } = await createTizenHost(window);
  await startTelevision(host, { canvas: layers.canvas, brand });
});
