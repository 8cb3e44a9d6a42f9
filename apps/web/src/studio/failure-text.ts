// What a failed request means, in plain words.
import { t } from '../i18n/i18n.ts';
import type { Failure } from './requests.ts';

export function failureText({ code, detail, wait }: Failure): string {
  switch (code) {
    case 'unreachable':
      return t('studio.offline');
    case 'wrong-credentials':
      return t('studio.wrongCredentials');
    case 'too-many-requests':
      return t('studio.tooMany', { n: Math.max(1, Math.ceil((wait ?? 60) / 60)) });
    case 'link-gone':
      return t('studio.linkGone');
    case 'not-signed-in':
      return t('studio.notSignedIn');
    case 'not-allowed':
      return t('studio.notAllowed');
    default:
      return detail ? t('studio.failedWith', { detail }) : t('studio.failed');
  }
}
