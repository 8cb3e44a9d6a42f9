// Seeds that fail where a fault that the simulation once found is put back; they run by name in every `npm test`.

export const regressions: readonly { seed: number; name: string }[] = [
  { seed: 114, name: 'a tab that opens leaves alone the generation that another tab is filling' },
  { seed: 783, name: 'an applied edit that a full device could not let go leaves its outbox once there is room' },
  { seed: 1751, name: 'a tab hears what another one writes also after the clock was set back' },
];
