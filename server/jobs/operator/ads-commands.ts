import { DAY_MS, SECOND_MS } from '#core/base';
import { AdPolicies, clipAt, mustBeSound } from '#server/domain';
import type { AdCampaignRow, AdCreative } from '#server/store';
import { dateText, nameAt, tableText, wordAt } from './operator-tools';
import type { OperatorCommand } from './operator-tools';
import { problem } from './operator-words';

function oneOf<T extends string>(name: string, given: readonly string[], known: readonly T[]): readonly T[] {
  return given.map((word) => {
    const found = known.find((each) => each === word);
    if (found === undefined) throw problem(`--${name} is "${word}"; it takes ${known.join(', ')}`);
    return found;
  });
}

/** `house-spot:12,https://…/a.mp4:30`: our own media or addresses, with their seconds. */
function clipsOf(given: readonly string[]): readonly AdCreative[] {
  return given.map((word) => {
    const [, place = '', seconds = ''] = /^(.+):(\d{1,3})$/.exec(word) ?? [];
    if (place === '') throw problem(`--clips is "${word}"; a clip is its place and its seconds, for example house-spot:12`);
    return clipAt(place, Number(seconds));
  });
}

/** Commands about advertising. */
export const ADS_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'ads set': {
    usage: '--on|--off [--mid 20m] [--per-break 2] [--per-hour 8] [--without <plans>]',
    async run(words, { store }) {
      const [isOn, isOff] = [words.has('on'), words.has('off')];
      if (isOn === isOff) throw problem('say --on or --off');
      const policies = new AdPolicies(store.console);
      const policy = {
        isOn, midEveryMs: words.duration('mid', '20m'), mostPerBreak: words.count('per-break', 2), perHour: words.count('per-hour', 8), adFreePlanIds: words.list('without'),
      };
      words.endOfFlags();
      const known = new Set((await store.rights.plans()).map((plan) => plan.id));
      const missing = policy.adFreePlanIds.filter((id) => !known.has(id));
      if (missing.length > 0) throw problem(`there is no plan "${missing.join('", "')}"`);
      await policies.write(policy);
      return isOn ? 'Advertising is on.' : 'Advertising is off.';
    },
  },
  'campaign set': {
    usage: '<campaign> --clips <media:seconds> | --tag <address> [--name <text>] [--from <date>] [--until <date>] [--kinds movie,episode] [--genres <names>] [--plans <plans>] [--countries NZ,AU] [--places pre,mid] [--priority 0] [--weight 1] [--per-hour 0] [--per-day 0] [--most 0] [--skip-after <seconds>] [--offer <address>] [--paused]',
    async run(words, { store }) {
      const id = nameAt(words, 2, 'the name of a campaign');
      const campaign: AdCampaignRow = {
        id, name: words.text('name', id), isActive: !words.has('paused'), fromMs: words.moment('from'), untilMs: words.moment('until'),
        kinds: oneOf('kinds', words.list('kinds'), ['movie', 'episode']), genres: words.list('genres'), planIds: words.list('plans'),
        countries: words.list('countries').map((country) => country.toUpperCase()), placements: oneOf('places', words.list('places'), ['pre', 'mid']),
        priority: words.count('priority', 0), weight: words.count('weight', 1), perHour: words.count('per-hour', 0), perDay: words.count('per-day', 0),
        maxImpressions: words.count('most', 0), skipAfterMs: words.has('skip-after') ? words.count('skip-after') * SECOND_MS : -1, offerUrl: words.text('offer', ''),
        tagUrl: words.text('tag', ''), creatives: clipsOf(words.list('clips')),
      };
      words.endOfFlags();
      mustBeSound(campaign);
      await store.ads.putCampaign(campaign);
      return `Campaign ${id}${campaign.isActive ? '' : ', paused'}, from ${dateText(campaign.fromMs, 'now')} until ${dateText(campaign.untilMs, 'further notice')}.`;
    },
  },
  'campaign list': {
    usage: '',
    async run(_words, { store, nowMs }) {
      const sums = await store.ads.sums(0);
      const count = (id: string, event: string): number => sums.filter((row) => row.campaignId === id && row.event === event).reduce((sum, row) => sum + row.count, 0);
      const today = Math.floor(nowMs() / DAY_MS);
      const rows = (await store.ads.campaigns()).map((row) => [
        row.id, row.name, row.isActive ? '' : 'paused', `${String(count(row.id, 'impression'))} seen`, `${String(count(row.id, 'complete'))} to the end`,
        `${String(count(row.id, 'skip'))} skipped`, `${String(sums.find((sum) => sum.campaignId === row.id && sum.event === 'impression' && sum.day === today)?.count ?? 0)} today`,
      ]);
      return rows.length === 0 ? 'There are no campaigns.' : tableText(rows);
    },
  },
  'campaign remove': {
    usage: '<campaign>',
    async run(words, { store }) {
      const id = wordAt(words, 2, 'the name of a campaign');
      if (!(await store.ads.removeCampaign(id))) throw problem(`there is no campaign "${id}"`);
      return `Campaign ${id} is gone, with its figures.`;
    },
  },
};
