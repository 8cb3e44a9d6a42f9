// What few charts need, as one file that comes when one does: the turned chart, the clicks, the list view.
export { Clicks } from './clicks.tsx';
export { ConsonantList, VowelList } from './sound-list.tsx';
export { TurnedChart } from './turned-chart.tsx';
