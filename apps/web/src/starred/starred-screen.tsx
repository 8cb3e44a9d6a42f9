// Starred sounds, by language: a tap plays one, and its chart is one link away.
import '../i18n/screen-words.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { describe } from '@phonochart/phonetics/describe.ts';
import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { codeOfId } from '../addresses.ts';
import { lang, t } from '../i18n/i18n.ts';
import type { Player } from '../player/player.ts';
import { sayablesOf } from '../player/sayable.ts';
import { IconButton } from '../ui/button.tsx';
import { PlayIcon, StarIcon } from '../ui/icons.tsx';
import { Screen } from '../ui/screen.tsx';
import { ChevronRightIcon } from '../ui/screen-icons.tsx';
import './starred.css';

type StarredScreenProps = {
  starred: ReadonlySet<string>;
  inventory(code: string): ReadonlySignal<Inventory | undefined | null>;
  player: Player;
  onToggleStar(id: string): void;
  soundUrl(code: string, id: string): string;
};

export function StarredScreen(props: StarredScreenProps) {
  const byCode = new Map<string, string[]>();
  for (const id of props.starred) {
    const code = codeOfId(id);
    byCode.set(code, [...(byCode.get(code) ?? []), id]);
  }
  return (
    <Screen title={t('nav.starred')}>
      {byCode.size === 0 && (
        <p class="starred-none">
          <StarIcon />
          {t('starred.none')}
        </p>
      )}
      {[...byCode].map(([code, ids]) => (
        <StarredOf key={code} {...props} ids={ids} inventory={props.inventory(code).value} />
      ))}
    </Screen>
  );
}

type StarredOfProps = Omit<StarredScreenProps, 'starred' | 'inventory'> & {
  ids: readonly string[];
  inventory: Inventory | undefined | null;
};

function StarredOf({ ids, inventory, player, onToggleStar, soundUrl }: StarredOfProps) {
  const sayable = useMemo(() => inventory && sayablesOf(inventory), [inventory]);
  if (!inventory || !sayable) return null;
  const sounds = soundsOf(inventory, ids);
  const gone = ids.length - sounds.length;
  return (
    <section>
      <h2 class="starred-language">
        <bdi lang={inventory.language.bcp47} dir={inventory.language.direction}>
          {inventory.language.autonym}
        </bdi>
      </h2>
      <ul class="starred-list">
        {sounds.map(({ id, symbol, variant }) => {
          const playing = player.playing.value === id;
          const silent = player.choiceOf(sayable(id)).type === 'silent';
          return (
            <li key={id} class={playing ? 'playing' : undefined}>
              <button type="button" class="starred-play" onClick={() => player.play(sayable(id))}>
                <span class="starred-symbol ipa" aria-hidden="true">
                  {symbol}
                </span>
                <span class="visually-hidden">
                  {t('starred.play', { sound: variant ? `[${symbol}]` : `/${symbol}/` })},{' '}
                </span>
                <span class="starred-words">{describe(symbol, lang.value)}</span>
                <span class={silent ? 'icon-button play silent' : 'icon-button play'}>
                  <PlayIcon />
                </span>
              </button>
              <IconButton class="star" label={t('starred.remove')} onClick={() => onToggleStar(id)}>
                <StarIcon filled />
              </IconButton>
              <a class="icon-button" href={soundUrl(inventory.id, id)}>
                <ChevronRightIcon />
                <span class="visually-hidden">{t('starred.open')}</span>
              </a>
            </li>
          );
        })}
      </ul>
      {gone > 0 && <p class="muted">{t('starred.gone', { n: gone })}</p>}
    </section>
  );
}

function soundsOf({ phonemes, realisations }: Inventory, ids: readonly string[]) {
  const starred = new Set(ids);
  return [
    ...phonemes.map(({ id, symbol }) => ({ id, symbol, variant: false })),
    ...realisations.map(({ id, output }) => ({ id, symbol: output.join(''), variant: true })),
  ].filter(({ id }) => starred.has(id));
}
