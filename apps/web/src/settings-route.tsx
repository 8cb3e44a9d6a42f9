// The address of the settings: what the mirror holds goes in.
import { CatalogueState } from './catalogue-state.tsx';
import { useServices } from './services.ts';
import { SettingsScreen } from './settings/settings-screen.tsx';

export function SettingsRoute({ page }: { page?: string }) {
  const { mirror } = useServices();
  const languages = mirror.languages.value ?? [];
  return (
    <SettingsScreen
      page={page}
      own={mirror.own}
      languages={languages}
      version={__APP_VERSION__}
      onCheckNow={mirror.resync}
      state={<CatalogueState empty={languages.length === 0} whole />}
    />
  );
}

declare const __APP_VERSION__: string;
