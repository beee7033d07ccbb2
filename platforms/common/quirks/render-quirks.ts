import type { Quirk } from './quirk';

/** The text of docs/quirks.md. */
export function renderQuirks(quirks: readonly Quirk[]): string {
  const entries = quirks.map((quirk) =>
    [
      `## ${quirk.id}`,
      '',
      `- **Symptom**: ${quirk.symptom}`,
      `- **Measure**: ${quirk.measure}`,
      `- **Devices**: ${quirk.devices}`,
      `- **Written down**: ${quirk.date}, ${quirk.link}`,
      `- **May go when**: ${quirk.removal}`,
      '',
    ].join('\n'),
  );
  const head = [
    '# Quirks',
    '',
    'Workarounds for single televisions or engines, one file each in `platforms/common/quirks`. This page is made from',
    'them by `node platforms/common/quirks/make-quirks.mjs`; a test fails when it is out of date.',
    '',
  ];
  return `${head.join('\n')}\n${entries.join('\n')}`;
}
