// What the app is built of and hands to its screens: the mirror, the player, and what comes after the first chart.
import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Later } from './later.ts';
import type { Mirror } from './mirror/mirror.ts';
import type { Player } from './player/player.ts';

export type Services = {
  mirror: Mirror;
  player: Player;
  /** Undefined until the first chart is on the screen. */
  later: ReadonlySignal<Later | undefined>;
};

export const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('a screen stands outside the app');
  return services;
}
