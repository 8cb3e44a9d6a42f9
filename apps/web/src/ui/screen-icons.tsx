// Icons of the screens that come after the first chart: apart from the others, which it waits for.
import { Icon } from './icons.tsx';

export const SearchIcon = () => (
  <Icon>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="m15.5 15.5 5 5" />
  </Icon>
);

export const InfoIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5.5M12 7.700v.1" />
  </Icon>
);

export const MicIcon = () => (
  <Icon>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </Icon>
);

export const ChevronRightIcon = () => (
  <Icon>
    <path d="m9.5 6 6 6-6 6" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="M20 12H4.5M11 5.5 4.5 12l6.5 6.5" />
  </Icon>
);

export const CloudDownloadIcon = () => (
  <Icon>
    <path d="M7 18.5a4.5 4.5 0 0 1-.6-8.9 6 6 0 0 1 11.5 1A4 4 0 0 1 17.5 18.5M12 11.5v8M9 16.5l3 3 3-3" />
  </Icon>
);

export const PauseIcon = () => (
  <Icon>
    <path d="M9 5.5v13M15 5.5v13" />
  </Icon>
);

export const ResumeIcon = () => (
  <Icon>
    <path d="M8.5 5.8v12.4L18.5 12z" />
  </Icon>
);

export const PencilIcon = () => (
  <Icon>
    <path d="M4.5 19.5l1-4L16.200 4.800a1.800 1.800 0 0 1 2.500 0l.5.5a1.800 1.800 0 0 1 0 2.500L8.500 18.500zM14 7l3 3" />
  </Icon>
);
