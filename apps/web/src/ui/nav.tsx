// The way around: tabs in a bottom bar on phones, a rail on wider screens.
import { t } from '../i18n/i18n.ts';
import { ChartIcon, DownloadIcon, GlobeIcon, SlidersIcon, StarIcon } from './icons.tsx';
import './shell.css';

export const navPlaces = ['languages', 'chart', 'starred', 'downloads', 'settings'] as const;
export type NavPlace = (typeof navPlaces)[number];

type NavProps = { current: NavPlace | undefined; chartUrl: string };

export function Nav({ current, chartUrl }: NavProps) {
  const places = [
    { place: 'languages', href: '/languages', icon: <GlobeIcon /> },
    { place: 'chart', href: chartUrl, icon: <ChartIcon /> },
    { place: 'starred', href: '/starred', icon: <StarIcon /> },
    { place: 'downloads', href: '/downloads', icon: <DownloadIcon /> },
    { place: 'settings', href: '/settings', icon: <SlidersIcon />, railOnly: true },
  ] as const;
  return (
    <nav class="nav" aria-label={t('nav.main')}>
      <span class="brand" aria-hidden="true">
        ə
      </span>
      {places.map((entry) => (
        <a
          key={entry.place}
          href={entry.href}
          class={'railOnly' in entry ? 'rail-only' : undefined}
          aria-current={entry.place === current ? 'page' : undefined}
        >
          <span class="pill">{entry.icon}</span>
          <span class="nav-label">{t(`nav.${entry.place}`)}</span>
        </a>
      ))}
    </nav>
  );
}
