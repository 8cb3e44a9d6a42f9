// The vowel trapezoid: lines and leaders in SVG, the vowels as round buttons above it.
import type { ComponentChildren } from 'preact';
import { t } from '../i18n/i18n.ts';
import { type Frame, pointIn } from './layout/trapezoid-frame.ts';
import type { VowelSet } from './layout/vowel-layout.ts';
import { SoundButton } from './sound-button.tsx';
import './trapezoid.css';

const heights = [0, 2, 4, 6] as const;
const backnesses = [0, 2, 4] as const;

/** The frame with its labels; `children` lie inside the drawing, `over` above it. */
export function TrapezoidFrame({
  frame,
  children,
  over,
}: {
  frame: Frame;
  children?: ComponentChildren;
  over?: ComponentChildren;
}) {
  const at = (height: number, backness: number) => {
    const { x, y } = pointIn(frame, { height, backness });
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  const small = frame.labels === 'none';
  const across = (small ? ([0, 6] as const) : heights).map((height) => `M${at(height, 0)}L${at(height, 4)}`);
  const down = (small ? ([0, 4] as const) : backnesses).map((backness) => `M${at(0, backness)}L${at(6, backness)}`);
  const columns = [t('chart.front'), t('chart.central'), t('chart.back')];
  const rows = [t('chart.close'), t('chart.closeMid'), t('chart.openMid'), t('chart.open')];
  return (
    <div class="trapezoid" dir="ltr" style={{ width: `${frame.width}px`, height: `${frame.height}px` }}>
      <svg width={frame.width} height={frame.height} aria-hidden="true" focusable="false">
        <path class="trapezoid-line" d={[...across, ...down].join('')} />
        {!small &&
          backnesses.map((backness, index) => (
            <text key={backness} x={pointIn(frame, { height: 0, backness }).x} y="12" text-anchor="middle">
              {columns[index]}
            </text>
          ))}
        {!small &&
          heights.map((height, index) => {
            const { y } = pointIn(frame, { height, backness: 0 });
            return (
              <text key={height} x="0" y={frame.labels === 'above' ? y - radiusOfLabels : y + 4}>
                {rows[index]}
              </text>
            );
          })}
        {children}
      </svg>
      {over}
    </div>
  );
}

/** A label above its line clears the buttons that stand on it, in px. */
const radiusOfLabels = 28;

export function Trapezoid({ set, label }: { set: VowelSet; label: string }) {
  return (
    <fieldset class="trapezoid-set">
      <legend class="visually-hidden">{label}</legend>
      <TrapezoidFrame
        frame={set.frame}
        over={set.spots.map(({ sound, button }) => (
          <SoundButton key={sound.id} sound={sound} width={46} size={23} look="round" at={button} />
        ))}
      >
        {set.spots
          .filter((spot) => spot.leader)
          .map(({ sound, point, button }) => (
            <g key={sound.id}>
              <path class="trapezoid-leader" d={`M${point.x} ${point.y}L${button.x} ${button.y}`} />
              <circle class="trapezoid-point" cx={point.x} cy={point.y} r="3.5" />
            </g>
          ))}
      </TrapezoidFrame>
    </fieldset>
  );
}
