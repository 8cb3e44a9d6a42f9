// Tabs as places on one page: which one is in view, and how to go to another.
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { ChartTab, TabCount } from './chart-header.tsx';

const sectionId = (tab: string) => `chart-${tab}`;

/** `asked` is the tab of the address: the page opens there and follows it. */
export function useTabs(tabs: readonly TabCount[], asked: string | undefined) {
  const [currentTab, setCurrentTab] = useState<ChartTab | undefined>(tabs[0]?.tab);
  const goTo = useCallback((tab: string) => {
    document.getElementById(sectionId(tab))?.scrollIntoView({ block: 'start' });
  }, []);
  // The first tab of a page that opens is its top: nothing is to be scrolled away there.
  useLayoutEffect(() => {
    if (asked && asked !== tabs[0]?.tab) goTo(asked);
    else if (asked) scrollTo({ top: 0 });
  }, [asked, goTo]);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const line = innerHeight * 0.4;
      const passed = tabs.filter(({ tab }) => {
        const top = document.getElementById(sectionId(tab))?.getBoundingClientRect().top;
        return top !== undefined && top < line;
      });
      setCurrentTab((passed.at(-1) ?? tabs[0])?.tab);
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    addEventListener('scroll', onScroll, { passive: true });
    return () => {
      removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
    };
  }, [tabs]);
  return { currentTab, goTo };
}
