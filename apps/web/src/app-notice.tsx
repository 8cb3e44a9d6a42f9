// The one notice that matters most now: an update, a refused or rebuilt storage, evicted clips, the offer to install.
import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { t } from './i18n/i18n.ts';
import type { Mirror } from './mirror/mirror.ts';
import type { Packs } from './packs/packs.ts';
import { outdated, restartIntoUpdate, updateReady } from './packs/worker.ts';
import { install, installWay } from './settings/install.ts';
import { editCounts, editing } from './studio/edits/editing-now.ts';
import { Notice } from './ui/notice.tsx';

export function AppNotice({ mirror, packs }: { mirror: Mirror; packs: Packs }) {
  const { path, route } = useLocation();
  const dismissed = useSignal<ReadonlySet<string>>(new Set());
  const dismiss = (name: string) => () => {
    dismissed.value = new Set([...dismissed.value, name]);
  };
  const open = (name: string, is: boolean | undefined) => is === true && !dismissed.value.has(name);
  const status = mirror.status.value;
  const settings = mirror.own.settings.value;
  const evicted = packs.evicted.value;
  const anyReady = [...packs.states.value.values()].some(({ state }) => state === 'ready');
  const closing = (name: string) => ({ label: t('action.close'), run: dismiss(name) });

  // The answer to what the person has just done goes before what the app has to say.
  if (packs.offline.value)
    return <Notice close={{ label: t('action.close'), run: packs.dismissOffline }}>{t('pack.offline')}</Notice>;
  if (open('update', updateReady.value || outdated.value))
    return (
      <Notice
        action={{ label: t('update.restart'), run: restartIntoUpdate }}
        close={{ label: t('update.later'), run: dismiss('update'), asWord: true }}
      >
        {t('update.ready')}
      </Notice>
    );
  if (open('memory', status.inMemory)) return <Notice close={closing('memory')}>{t('state.inMemory')}</Notice>;
  const unkept = mirror.own.unkept.value;
  if (open(`unkept-${unkept}`, unkept > 0))
    return <Notice close={closing(`unkept-${unkept}`)}>{t('state.unkept')}</Notice>;
  const { undecided, waiting } = editCounts.value;
  if (open(`edits-${undecided}`, undecided > 0 && path !== '/edits'))
    return (
      <Notice action={{ label: t('edits.look'), run: () => route('/edits') }} close={closing(`edits-${undecided}`)}>
        {t('edits.notice', { n: undecided })}
      </Notice>
    );
  const needsSignIn = waiting > 0 && editing.value?.outbox.state.value === 'signed-out';
  if (open('sign-in', needsSignIn && !['/edits', '/sign-in'].includes(path)))
    return (
      <Notice action={{ label: t('edits.signIn'), run: () => route('/sign-in') }} close={closing('sign-in')}>
        {t('edits.state.signed-out')}
      </Notice>
    );
  if (open('rebuilt', status.rebuilt)) return <Notice close={closing('rebuilt')}>{t('state.rebuilt')}</Notice>;
  // Downloads says it at each language.
  if (evicted.length > 0 && path !== '/downloads')
    return (
      <Notice
        action={{
          label: t('pack.again'),
          run: () => packs.keepByCode(...evicted),
        }}
        close={{ label: t('action.close'), run: packs.dismissEvicted }}
      >
        {t('pack.evicted', { n: evicted.length })}
      </Notice>
    );
  if (installWay.value && anyReady && !settings.installAnswered) {
    const answered = () => mirror.own.saveSettings({ installAnswered: true });
    const byHand = installWay.value === 'ios';
    return (
      <Notice
        action={
          byHand
            ? undefined
            : {
                label: t('install.install'),
                run: () => {
                  answered();
                  install();
                },
              }
        }
        close={{ label: t(byHand ? 'action.close' : 'install.later'), run: answered, asWord: !byHand }}
      >
        {t('install.offer')} {byHand && t('install.ios')}
      </Notice>
    );
  }
  return null;
}
