// Installing the app: whether it can be offered here, and how.
import { signal } from '@preact/signals';

type InstallPrompt = Event & { prompt(): Promise<unknown> };

/** `prompt`: the browser can ask. `ios`: the person does it by hand. Nothing where it is installed or cannot be. */
export const installWay = signal<'prompt' | 'ios' | undefined>(undefined);
let kept: InstallPrompt | undefined;

export function watchInstall(): void {
  if (matchMedia('(display-mode: standalone)').matches) return;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    kept = event as InstallPrompt;
    installWay.value = 'prompt';
  });
  addEventListener('appinstalled', () => {
    installWay.value = undefined;
  });
  const apple = /iPhone|iPad|iPod/.test(navigator.userAgent);
  const standalone = (navigator as { standalone?: boolean }).standalone;
  if (apple && standalone === false) installWay.value = 'ios';
}

export async function install(): Promise<void> {
  installWay.value = undefined;
  await kept?.prompt();
}
