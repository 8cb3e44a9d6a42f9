// Tabs as places on one page: which one is in view, and how to go to another.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ChartTab, TabCount } from './chart-header.tsx';

const sectionId = (tab: string) => `chart-${tab}`;

/** `asked` is the tab of the address: the page opens there and follows it; not while `waiting` for a part of the page. */
export function useTabs(tabs: readonly TabCount[], asked: string | undefined, waiting: boolean) {
  const [currentTab, setCurrentTab] = useState<ChartTab | undefined>(tabs[0]?.tab);
  /** The tab gone to and where the page then stood: it stays current until the page is scrolled on. */
  const pinned = useRef<{ tab: ChartTab | undefined; y: number } | undefined>(undefined);
  const goTo = useCallback(
    (tab: string) => {
      document.getElementById(sectionId(tab))?.scrollIntoView({ block: 'start' });
      const known = tabs.find((each) => each.tab === tab)?.tab;
      if (!known) return;
      pinned.current = { tab: known, y: scrollY };
      setCurrentTab(known);
    },
    [tabs],
  );
  // The charts are measured before they are drawn: a frame later the page has its height. The first tab is its top.
  useEffect(() => {
    if (!asked || waiting) return;
    const frame = requestAnimationFrame(() => {
      if (asked === tabs[0]?.tab) scrollTo({ top: 0 });
      else goTo(asked);
    });
    return () => cancelAnimationFrame(frame);
  }, [asked, waiting]);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      if (pinned.current && Math.abs(pinned.current.y - scrollY) < 2) return;
      pinned.current = undefined;
      const line = innerHeight * 0.4;
      const passed = tabs.filter(({ tab }) => {
        const top = document.getElementById(sectionId(tab))?.getBoundingClientRect().top;
        return top !== undefined && top < line;
      });
      setCurrentTab((scrollY > 0 ? (passed.at(-1) ?? tabs[0]) : tabs[0])?.tab);
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
