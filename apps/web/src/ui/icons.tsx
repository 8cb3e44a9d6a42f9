// Icons as inline SVG on a 24-unit square, drawn with the current colour; they are decoration, so the words stand beside them.
import type { ComponentChildren } from 'preact';

export function Icon({ children, solid }: { children: ComponentChildren; solid?: boolean }) {
  return (
    <svg class={solid ? 'icon icon-solid' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const GlobeIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M3 12h18M12 3c5 5.5 5 12.5 0 18-5-5.5-5-12.5 0-18z" />
  </Icon>
);

export const ChartIcon = () => (
  <Icon>
    <rect x="3.5" y="4" width="17" height="16" rx="3" />
    <path d="M3.5 9.5h17M9.5 9.5V20M14.5 9.5V20" />
  </Icon>
);

export const PlayIcon = () => (
  <Icon solid>
    <path d="M8.5 5.800v12.400L18.5 12z" />
  </Icon>
);

export const TurtleIcon = () => (
  <Icon>
    <path d="M4 15.5c0-5 3.200-8 7-8s7 3 7 8z" />
    <path d="M18 13h1.800a1.700 1.700 0 0 0 1.700-1.700c0-1-.8-1.800-1.800-1.800-1.300 0-2 .8-2.5 2M6.5 15.5V18h2.5v-2.5M13.5 15.5V18H16v-2.5M4 15.5l-2-.7" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);

export const ChevronDownIcon = () => (
  <Icon>
    <path d="m6 9.5 6 6 6-6" />
  </Icon>
);

export const MenuDotsIcon = () => (
  <Icon solid>
    <circle cx="12" cy="5.5" r="1" />
    <circle cx="12" cy="12" r="1" />
    <circle cx="12" cy="18.5" r="1" />
  </Icon>
);

const star =
  'm12 3.600 2.600 5.400 5.900.8-4.300 4.100 1.100 5.900L12 17l-5.300 2.800 1.100-5.900-4.300-4.100 5.900-.8z';
export const StarIcon = ({ filled = false }: { filled?: boolean }) => (
  <Icon solid={filled}>
    <path d={star} />
  </Icon>
);

export const SlidersIcon = () => (
  <Icon>
    <path d="M3.5 7.5h8.5M17.5 7.5h3M3.5 16.5h3M12 16.5h8.5" />
    <circle cx="14.700" cy="7.5" r="2.5" />
    <circle cx="9.200" cy="16.5" r="2.5" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m4.5 12.5 5 5 10-11" />
  </Icon>
);

export const DownloadIcon = () => (
  <Icon>
    <path d="M12 4v11M7 10.5l5 5 5-5M5 20h14" />
  </Icon>
);

export const CloudOffIcon = () => (
  <Icon>
    <path d="M9.5 6.300a6 6 0 0 1 8.400 4.300 4 4 0 0 1 2.300 6.100M16.5 18.5H7a4.5 4.5 0 0 1-.6-8.900M3.5 3.5l17 17" />
  </Icon>
);

export const SyncIcon = () => (
  <Icon>
    <path d="M19.5 12a7.5 7.5 0 1 1-2.200-5.300l2.200 2.200M19.5 4v4.900h-4.900" />
  </Icon>
);

export const VolumeIcon = () => (
  <Icon>
    <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.200 4.200 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon>
    <path d="M12 4 2.800 19.5h18.400zM12 10v4.5M12 17v.1" />
  </Icon>
);
