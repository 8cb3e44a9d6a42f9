// A screen's frame: sticky header with its title, then the page; and the title of the window.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import './screen.css';

type ScreenProps = {
  title: string;
  /** Beside the title: at its start (a way back) and at its end. */
  before?: ComponentChildren;
  after?: ComponentChildren;
  /** Below the title, still in the sticky header. */
  below?: ComponentChildren;
  children: ComponentChildren;
};

export function Screen({ title, before, after, below, children }: ScreenProps) {
  useWindowTitle(title);
  return (
    <div class="screen">
      <header class="screen-header">
        <div class="screen-title">
          {before}
          <h1>{title}</h1>
          {after}
        </div>
        {below}
      </header>
      <main class="screen-main">{children}</main>
    </div>
  );
}

/** Before the focus moves to the new screen: a screen reader says the title first. */
export function useWindowTitle(title: string | undefined): void {
  useLayoutEffect(() => {
    document.title = title ? t('app.title', { screen: title }) : t('app.name');
  }, [title]);
}
