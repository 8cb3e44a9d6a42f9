// The words of the shell, the Languages screen, settings, starred sounds, packs and states, in English.
export const en = {
  'app.name': 'Phonochart',
  'app.skip': 'Skip to content',
  'nav.main': 'Main',
  'nav.languages': 'Languages',
  'nav.chart': 'Chart',
  'nav.starred': 'Starred',
  'nav.settings': 'Settings',
  'nav.back': 'Back',
  'action.close': 'Close',
  'action.tryAgain': 'Try again',
} as const;
