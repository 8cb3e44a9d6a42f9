// All of the interface's words in Vietnamese, gathered so that they come as one file.

import { chartVi } from './chart-vi.ts';
import { detailsVi } from './details-vi.ts';
import { downloadsVi } from './downloads-vi.ts';
import { editsVi } from './edits-vi.ts';
import { exportsVi } from './exports-vi.ts';
import type { Message } from './messages.ts';
import { noticesVi } from './notices-vi.ts';
import { screensVi } from './screens-vi.ts';
import { studioVi } from './studio-vi.ts';
import { vi } from './vi.ts';

export const vietnamese: Readonly<Record<string, Message>> = {
  ...vi,
  ...screensVi,
  ...noticesVi,
  ...downloadsVi,
  ...chartVi,
  ...detailsVi,
  ...exportsVi,
  ...studioVi,
  ...editsVi,
};
