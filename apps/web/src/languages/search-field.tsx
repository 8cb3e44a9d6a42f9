// The field that languages and sounds are searched with.
import { useRef } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { IconButton } from '../ui/button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { SearchIcon } from '../ui/screen-icons.tsx';
import './search-field.css';

const SEARCH_ID = 'language-search';

export function SearchField({ query, onQuery }: { query: string; onQuery(typed: string): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <search class="search-field">
      <SearchIcon />
      <label class="visually-hidden" for={SEARCH_ID}>
        {t('languages.search')}
      </label>
      <input
        ref={input}
        id={SEARCH_ID}
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={t('languages.searchHint')}
        value={query}
        onInput={({ currentTarget }) => onQuery(currentTarget.value)}
      />
      {query !== '' && (
        <IconButton
          label={t('languages.clear')}
          onClick={() => {
            onQuery('');
            input.current?.focus();
          }}
        >
          <CloseIcon />
        </IconButton>
      )}
    </search>
  );
}
