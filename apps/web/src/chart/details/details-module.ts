// What comes after the first chart, as one file: details, sheet, the page about a chart, sharing.
export { About } from './about.tsx';
export { Details } from './details.tsx';
export { share } from './share.ts';
export { Sheet } from './sheet.tsx';
