// What fingers, mouse and keys do on a chart, heard once for all its sounds: play, details, slow, and where to go next.

import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { nextSpot } from './nearest.ts';

export type GestureActions = {
  /** Called inside the gesture. */
  play(id: string, options?: { slow: boolean }): void;
  details(id: string): void;
  /** Whether a single letter may do something: S plays slowly. */
  shortcuts: boolean;
};

/** How long a finger rests for a long press, in ms, and how far it may stray meanwhile, in px. */
const longPress = 500;
const tolerance = 10;

const buttonOf = (target: EventTarget | null): HTMLElement | undefined =>
  (target instanceof Element && target.closest<HTMLElement>('[data-sound]')) || undefined;

/** Handlers for the chart's root. A sound's button carries `data-sound`; a group with one tab stop, `data-roving`. */
export function useGestures(actions: GestureActions) {
  const latest = useRef(actions);
  latest.current = actions;
  return useMemo(() => {
    let press: { x: number; y: number; timer: ReturnType<typeof setTimeout> } | undefined;
    /** A long press ends in a click or a context menu, which then means nothing more. */
    let spent = false;
    const release = () => {
      clearTimeout(press?.timer);
      press = undefined;
    };
    const open = (button: HTMLElement) => {
      spent = true;
      release();
      latest.current.details(button.dataset.sound!);
    };
    return {
      onClick(event: MouseEvent) {
        const button = buttonOf(event.target);
        if (!button) return;
        if (spent) spent = false;
        else latest.current.play(button.dataset.sound!);
      },
      onContextMenu(event: MouseEvent) {
        const button = buttonOf(event.target);
        if (!button) return;
        event.preventDefault();
        if (!spent) open(button);
        // A mouse sends no click after its right button.
        if (event.button === 2) spent = false;
      },
      onPointerDown(event: PointerEvent) {
        spent = false;
        const button = buttonOf(event.target);
        if (!button || event.button !== 0 || !event.isPrimary) return;
        press = { x: event.clientX, y: event.clientY, timer: setTimeout(() => open(button), longPress) };
      },
      onPointerMove(event: PointerEvent) {
        if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > tolerance) release();
      },
      onPointerUp: release,
      onPointerCancel: release,
      onTouchEnd(event: TouchEvent) {
        // Else the mouse events that follow a touch would take the focus from the details just opened.
        if (spent && event.cancelable) event.preventDefault();
      },
      onFocusIn(event: FocusEvent) {
        const button = buttonOf(event.target);
        const group = button?.closest('[data-roving]');
        if (button && group) moveStop(group, button);
      },
      onKeyDown(event: KeyboardEvent) {
        const button = buttonOf(event.target);
        if (!button || event.altKey || event.metaKey) return;
        const id = button.dataset.sound!;
        if (event.key === 'Enter' && event.shiftKey) latest.current.details(id);
        else if (latest.current.shortcuts && event.key.toLowerCase() === 's' && !event.ctrlKey)
          latest.current.play(id, { slow: true });
        else {
          const group = button.closest('[data-roving]');
          const buttons = group ? stopsOf(group) : [];
          const spots = buttons.map((each) => {
            const { left, top, width, height } = each.getBoundingClientRect();
            return { x: left + width / 2, y: top + height / 2 };
          });
          const next = nextSpot(spots, buttons.indexOf(button), event.key, event.ctrlKey);
          if (next === undefined) return;
          buttons[next]?.focus();
        }
        event.preventDefault();
      },
    };
  }, []);
}

/** Not inside closed `<details>`, whose content has boxes all the same in some browsers. */
const isShown = (button: HTMLElement): boolean => button.checkVisibility?.() ?? button.offsetParent !== null;

const stopsOf = (group: Element): HTMLElement[] =>
  [...group.querySelectorAll<HTMLElement>('[data-sound]')].filter(isShown);

function moveStop(group: Element, button: HTMLElement): void {
  for (const other of group.querySelectorAll<HTMLElement>('[data-sound][tabindex="0"]')) other.tabIndex = -1;
  button.tabIndex = 0;
}

/** Keeps exactly one tab stop in a group after every render: the one before, else its first sound. */
export function useRovingStop(group: RefObject<HTMLElement | null>): void {
  const remembered = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const root = group.current;
    if (!root) return;
    const stop = root.querySelector<HTMLElement>('[data-sound][tabindex="0"]');
    if (stop) remembered.current = stop.dataset.sound;
    else {
      const buttons = [...root.querySelectorAll<HTMLElement>('[data-sound]')];
      const again = buttons.find((button) => button.dataset.sound === remembered.current) ?? buttons[0];
      if (again) again.tabIndex = 0;
    }
  });
}
