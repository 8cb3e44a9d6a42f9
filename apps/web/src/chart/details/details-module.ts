// What comes after the first chart, as one file: details, sheet, the page about a chart, sharing.
import { detailsEn } from '../../i18n/details-en.ts';
import { addEnglish } from '../../i18n/i18n.ts';

export { About } from './about.tsx';
export { Details } from './details.tsx';
export { Panel } from './panel.tsx';
export { share } from './share.ts';
export { Shared } from './shared.tsx';
export { Sheet } from './sheet.tsx';

addEnglish(detailsEn);
