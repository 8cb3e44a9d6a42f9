// Says what became of sharing a chart, until it is dismissed.
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { Notice } from '../../ui/notice.tsx';
import { shared } from './share.ts';

export function Shared() {
  useEffect(
    () => () => {
      shared.value = '';
    },
    [],
  );
  const close = {
    label: t('action.close'),
    run() {
      shared.value = '';
    },
  };
  return shared.value ? <Notice close={close}>{shared.value}</Notice> : null;
}
