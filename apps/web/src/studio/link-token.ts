// The secret of a one-time link: taken from the address, which then no longer shows it.
import { useEffect, useState } from 'preact/hooks';

/** Browsers send no server what follows the #; out of the address bar and the history it is gone from screenshots too. */
function take(): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}

/** Empty where the page was not opened by its link, or reloaded since. */
export function useLinkToken(): string {
  const [token, setToken] = useState(take);
  useEffect(() => {
    // The link may be opened again in the tab that shows this page already.
    const onHash = () => setToken((before) => take() || before);
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return token;
}
