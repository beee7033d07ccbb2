import type { FastifyInstance } from 'fastify';
import type { Platform } from '#server/domain';
import { boxesPlugin } from '../boxes';
import { companionPlugin, timeRequestsPlugin } from '../companion';
import { named } from '../named';
import { recordingsPlugin } from '../recordings';
import { accountPlugin } from './account-plugin';
import { adBreaksPlugin } from './ad-breaks-plugin';
import { addressPlugin } from './address-plugin';
import { basketPlugin } from './basket-plugin';
import { catalogPlugin } from './catalog-plugin';
import { detailPlugin } from './detail-plugin';
import { devicesPlugin } from './devices-plugin';
import { eventsPlugin } from './events-plugin';
import { guidePlugin } from './guide-plugin';
import { helloPlugin } from './hello-plugin';
import { homePlugin } from './home-plugin';
import { limitsPlugin } from './limits-plugin';
import { lineupPlugin } from './lineup-plugin';
import { pinsPlugin } from './pins-plugin';
import { playPlugin } from './play-plugin';
import { profileChangesPlugin } from './profile-changes-plugin';
import { profilesPlugin } from './profiles-plugin';
import { shopPlugin } from './shop-plugin';
import { snapshotPlugin } from './snapshot-plugin';
import { supportPlugin } from './support-plugin';

/** Everything under `/api/v1`, as `core/wire` says. */
export async function apiPlugin(app: FastifyInstance, options: { platform: Platform }): Promise<void> {
  for (const plugin of [helloPlugin, addressPlugin, accountPlugin, catalogPlugin, snapshotPlugin, guidePlugin, homePlugin, detailPlugin, playPlugin, adBreaksPlugin, devicesPlugin, shopPlugin, basketPlugin, profilesPlugin, profileChangesPlugin, limitsPlugin, lineupPlugin, pinsPlugin, eventsPlugin, supportPlugin, boxesPlugin, companionPlugin, timeRequestsPlugin, recordingsPlugin]) {
    await app.register(named(plugin.name, (scope) => plugin(scope, options)));
  }
}
