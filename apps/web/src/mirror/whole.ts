// Whether a kept document has enough of its shape for a screen not to stumble: a damaged one means a damaged database.
import type { CollectionName, InventoryDocument, LanguageDocument } from '@phonochart/sync/protocol.ts';

export const isWhole: { readonly [name in CollectionName]: (document: unknown) => boolean } = {
  languages: (document) => {
    const { id, code, autonym, counts } = document as Partial<LanguageDocument>;
    return id === code && typeof autonym === 'string' && typeof counts === 'object' && counts !== null;
  },
  inventories: (document) => {
    const { language, phonemes, realisations, words, audio } = (document ?? {}) as Partial<InventoryDocument>;
    return [phonemes, realisations, words, audio].every(Array.isArray) && typeof language?.code === 'string';
  },
};
