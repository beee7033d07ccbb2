/** Texts about pay-per-view events. */
export const EVENT_TEXTS = {
  title: 'Pay-per-view events', none: 'No events.', add: 'Add an event', channel: 'Channel', findChannel: 'Find the channel', chooseChannel: 'Choose the channel it is on.', when: 'When', starts: 'Starts', ends: 'Ends',
  zone: 'Your own time. While it runs, the channel is watched by those who paid; sets follow when you move it.', replay: 'Hours it can be watched again', replayHint: 'From the channel’s archive and recordings. 0: not after its end.',
  description: 'What it is', badTimes: 'It has to end after it starts.', cancel: 'Call off', again: 'Refund again', cancelled: 'called off', over: 'over', onNow: 'on now', coming: 'sold',
  hint: 'An event closes its channel to everybody who has not paid for it, whatever their plan, from its start to its end. It is sold before and while it runs.',
  ask: (name: string) => `Call off ${name}? Everybody who paid gets the money back, and the channel is as without it.`,
  done: ({ refunded, failed }: { readonly refunded: number; readonly failed: number }) => `Called off. Orders refunded: ${String(refunded)}.${failed > 0 ? ` Not refunded: ${String(failed)}; see the log, and call it off again to try once more.` : ''}`,
} as const;
