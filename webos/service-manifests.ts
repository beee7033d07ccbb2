import { webosServiceId, type Brand } from '../scripts/brand';

/** File the television starts. */
export const SERVICE_MAIN = 'service.js';

/** `package.json` of the packaged service; its name is the service's id, `productName` what its page for phones says. */
export function servicePackageJson(brand: Brand, version: string): object {
  return { name: webosServiceId(brand), version, description: `${brand.name} service`, main: SERVICE_MAIN, productName: brand.name };
}

/** `services.json` of the packaged service. */
export function servicesJson(brand: Brand): object {
  const id = webosServiceId(brand);
  return { id, description: `${brand.name} service`, services: [{ name: id, description: `${brand.name} service` }] };
}
