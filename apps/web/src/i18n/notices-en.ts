// The words of the notices that come after the first chart, in English.
export const noticesEn = {
  'pack.evicted': {
    one: 'Your browser removed {n} download to free space.',
    other: 'Your browser removed {n} downloads to free space.',
  },
  'pack.again': 'Download again',
  'state.rebuilt': 'The charts on this device were damaged and have been fetched anew. Your starred sounds are kept.',
  'state.inMemory':
    'This device refuses to store charts. The app works while you are online, and forgets when you close it.',
  'state.unkept':
    'This device did not keep your last change: it may be out of space. Free some space, then change it again.',
  'update.ready': 'New version ready.',
  'update.later': 'Later',
  'install.offer': 'Install Phonochart for offline use.',
  'install.ios': 'Tap Share, then Add to Home Screen.',
  'install.install': 'Install',
  'install.later': 'Not now',
  'pack.offline': 'You’re offline. The download goes on by itself when you are online.',
} as const;
