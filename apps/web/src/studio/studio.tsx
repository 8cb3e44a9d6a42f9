// The editors' entrance, loaded only when opened: which of its pages an address shows, and who may see it.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { editsEn } from '../i18n/edits-en.ts';
import { addEnglish, t } from '../i18n/i18n.ts';
import '../i18n/screen-words.ts';
import { studioEn } from '../i18n/studio-en.ts';
import { Button } from '../ui/button.tsx';
import { CloudOffIcon } from '../ui/icons.tsx';
import { Screen } from '../ui/screen.tsx';
import { BackIcon } from '../ui/screen-icons.tsx';
import { SetPassword, Setup } from './by-link.tsx';
import { editing } from './edits/editing-now.ts';
import { EditsScreen } from './edits/edits-screen.tsx';
import { failureText } from './failure-text.ts';
import { MyAccount } from './my-account.tsx';
import { editor } from './remembered.ts';
import type { Failure } from './requests.ts';
import { askSession, session } from './session.ts';
import { SignIn } from './sign-in.tsx';
import '../settings/settings.css';
import './studio.css';

addEnglish(studioEn);
addEnglish(editsEn);

export function Studio() {
  const { path, route } = useLocation();
  const now = session.value;
  const byLink = path === '/setup' || path === '/set-password';
  const account = now !== null && typeof now === 'object' && 'id' in now ? now : undefined;
  // One's own edits are on the device: looking at them needs no server.
  const edits = path === '/edits' && editor.value !== undefined;
  useEffect(() => {
    if (!byLink && !edits) void askSession();
  }, [byLink, edits]);
  useEffect(() => {
    if (account && !byLink && !edits && path !== '/account') route('/account', true);
  }, [account, byLink, edits, path, route]);

  const page = byLink || edits ? path : account ? '/account' : '/sign-in';
  useFocusOn(page);
  const titles = {
    '/setup': t('studio.setup'),
    '/set-password': t('studio.setPassword'),
    '/account': t('studio.account'),
    '/sign-in': t('studio.signIn'),
    '/edits': t('edits.title'),
  };
  const back = (
    <a class="icon-button" href={edits ? '/account' : '/settings'}>
      <BackIcon />
      <span class="visually-hidden">{t('nav.back')}</span>
    </a>
  );
  return (
    <Screen title={titles[page as keyof typeof titles]} before={back}>
      <div
        class={page === '/account' || edits ? `settings studio ${edits ? 'edits-page' : 'wide'}` : 'settings studio'}
      >
        {edits ? (
          editing.value && <EditsScreen editing={editing.value} />
        ) : path === '/setup' ? (
          <Setup />
        ) : path === '/set-password' ? (
          <SetPassword />
        ) : account ? (
          <MyAccount account={account} />
        ) : now === null ? (
          <SignIn />
        ) : now !== 'asking' && 'failure' in now ? (
          <Unreachable failure={now.failure} />
        ) : null}
      </div>
    </Screen>
  );
}

const Unreachable = ({ failure }: { failure: Failure }) => (
  <div class="mirror-state studio-offline" role="alert">
    <CloudOffIcon />
    <span>{failureText(failure)}</span>
    <Button look="soft" onClick={() => void askSession()}>
      {t('action.tryAgain')}
    </Button>
  </div>
);

/** Signing in and out change the page under one address: the focus goes to its heading then too. */
function useFocusOn(page: string): void {
  const shown = useRef(page);
  useLayoutEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    const heading = document.querySelector<HTMLElement>('.screen-title h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [page]);
}
