// The way back closes a dialog before it leaves the page below it, and asks first where something would be lost.
import { useEffect, useRef } from 'preact/hooks';

/**
 * While mounted, the page has one more step of history, under the same address. `may`: whether Back may close; else
 * `asks` is called and the step is laid anew. Returns how to close otherwise: it takes the step back, then calls what it
 * is given.
 */
export function useBackCloses(may: () => boolean, close: () => void, asks: () => void): (then: () => void) => void {
  const latest = useRef({ may, close, asks });
  latest.current = { may, close, asks };
  const then = useRef<(() => void) | undefined>(undefined);
  useEffect(() => {
    const lay = () => history.pushState({ dialog: true }, '');
    const onPop = () => {
      if (then.current) then.current();
      else if (latest.current.may()) latest.current.close();
      else {
        lay();
        latest.current.asks();
      }
    };
    lay();
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);
  return (after) => {
    then.current = after;
    history.back();
  };
}
