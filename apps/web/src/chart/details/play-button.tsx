// A small play button of a word or a variant; none where there is nothing that could be heard.
import { IconButton } from '../../ui/button.tsx';
import { PlayIcon } from '../../ui/icons.tsx';
import { useChart } from '../chart-context.ts';

/** Whether a record has a clip, here or elsewhere, or a word that a device could say. */
export function useAudible(): (id: string) => boolean {
  const { index, player } = useChart();
  return (id) => {
    const sayable = index.sayable(id);
    return sayable.sources.length > 0 || player.choiceOf(sayable).type !== 'silent';
  };
}

export function PlayButton({ id, label }: { id: string; label: string }) {
  const { index, player } = useChart();
  const audible = useAudible();
  if (!audible(id)) return null;
  return (
    <IconButton look="play outline" label={label} onClick={() => player.play(index.sayable(id))}>
      <PlayIcon />
    </IconButton>
  );
}
