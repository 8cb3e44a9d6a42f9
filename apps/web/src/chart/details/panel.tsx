// The details as a panel beside a wide chart: takes the focus when it is asked for, and gives it back.
import { useLayoutEffect } from 'preact/hooks';
import { Details, type DetailsProps } from './details.tsx';

type PanelProps = DetailsProps & {
  /** Id of the sound of the address. */
  open: string | undefined;
  /** Whether the details were asked for by key or long press, rather than follow what is played. */
  asked: { current: boolean };
};

export function Panel({ open, asked, ...details }: PanelProps) {
  const { id } = details.sound;
  useLayoutEffect(() => {
    if (!asked.current || open !== id) return;
    asked.current = false;
    document.getElementById('details-title')?.focus({ preventScroll: true });
  }, [open, id, asked]);
  return <Details {...details} />;
}
