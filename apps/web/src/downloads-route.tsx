// The address of the Downloads screen: what the mirror and the packs know goes in.
import { CatalogueState } from './catalogue-state.tsx';
import { DownloadsScreen } from './packs/downloads-screen.tsx';
import { useServices } from './services.ts';

export function DownloadsRoute() {
  const { mirror, later } = useServices();
  const packs = later.value?.packs;
  const languages = mirror.languages.value ?? [];
  const status = mirror.status.value;
  return (
    <DownloadsScreen
      languages={languages}
      own={mirror.own}
      packs={packs}
      offline={status.state === 'offline'}
      state={<CatalogueState empty={languages.length === 0} />}
    />
  );
}
