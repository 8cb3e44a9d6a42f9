// How wide a part of the screen is, in px, and whether its text has grown so large that only a list fits.
import { signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** Below this many rem of width a chart is shown as a list. */
const listBelow = 16.5;

export type Measured = { width: number; list: boolean };

/** The root's text size in px. Larger text changes no element's width, so a rem-sized probe is watched for it. */
const rem = signal(16);
let probe: HTMLElement | undefined;
function watchTextSize(): void {
  if (probe) return;
  probe = document.body.appendChild(document.createElement('i'));
  probe.className = 'rem-probe';
  const read = () => {
    rem.value = probe?.getBoundingClientRect().width || 16;
  };
  read();
  new ResizeObserver(read).observe(probe);
}

/** Width of the element without its padding, measured before the first paint and followed ever after. */
export function useMeasured(ref: RefObject<HTMLElement | null>): Measured {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    watchTextSize();
    const measure = () => {
      const style = getComputedStyle(element);
      setWidth(element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return { width, list: width > 0 && width / rem.value < listBelow };
}

const desktopQuery = '(min-width: 900px)';

export function useDesktop(): boolean {
  const [desktop, setDesktop] = useState(() => matchMedia(desktopQuery).matches);
  useEffect(() => {
    const query = matchMedia(desktopQuery);
    const follow = () => setDesktop(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return desktop;
}
