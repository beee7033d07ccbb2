/** Texts about helping from afar. */
export const SUPPORT_TEXTS = {
  title: 'Support', code: 'Code on the television (six digits)', look: 'Look', set: 'The television', says: 'What it says of itself', propose: 'Propose', proposal: 'What to propose',
  hint: 'The viewer opens Settings, About, Diagnostics, Get help, and reads you six digits. You see what the set says of itself, without addresses or secrets. What you propose happens when the viewer says yes on the set.',
  until: 'Good until', proposed: 'Proposed', waits: 'waits for the viewer', another: 'Another code',
  proposedDone: (fix: string) => `Proposed: ${fix}. The viewer decides.`,
  answers: { done: 'done', refused: 'not wanted', failed: 'did not work' } as Readonly<Record<string, string>>,
  fixes: {
    refresh: 'Read all sources again', 'automatic-picture': 'Best picture, no limit', 'smaller-picture': 'Picture of 720 lines at most', 'data-saver': 'Data saver on', 'standard-buffer': 'Usual buffer',
    'long-buffer': 'Longer buffer', 'no-previews': 'No previews', 'large-text': 'Large text', 'high-contrast': 'High contrast', 'reduced-motion': 'Less motion', 'system-language': 'Language of the television',
    'tell-quality': 'Tell how well playing goes',
  } as Readonly<Record<string, string>>,
} as const;
