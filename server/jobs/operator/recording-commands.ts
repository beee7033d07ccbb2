import { tableText, nameAt } from './operator-tools';
import type { OperatorCommand } from './operator-tools';
import { problem } from './operator-words';

/** How much plans let be recorded. */
export const RECORDING_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'recording set': {
    usage: '<plan> --hours <number> [--keep-days <number>]',
    async run(words, { store }) {
      const planId = nameAt(words, 2, 'a plan');
      const [hours, keepDays] = [words.count('hours'), words.count('keep-days', 60)];
      words.endOfFlags();
      if (!(await store.rights.plans()).some((plan) => plan.id === planId)) throw problem(`there is no plan "${planId}"`);
      await store.recordings.putPlan({ planId, hours, keepDays });
      return `${planId} may have ${String(hours)} hours recorded, ${keepDays === 0 ? 'kept for good' : `kept for ${String(keepDays)} days`}.`;
    },
  },
  'recording list': {
    usage: '',
    async run(words, { store }) {
      words.endOfFlags();
      const plans = await store.recordings.plans();
      if (plans.length === 0) return 'No plan lets anything be recorded; accounts without plans have HEARTH_RECORDING_HOURS.';
      return tableText([['plan', 'hours', 'days kept'], ...plans.map((plan) => [plan.planId, String(plan.hours), plan.keepDays === 0 ? 'for good' : String(plan.keepDays)])]);
    },
  },
};
