// The mirror's schemas and their version, which the build draws from the zod shapes (scripts/mirror-schemas.ts).
import type { InventoryDocument, LanguageDocument } from '@phonochart/sync/protocol.ts';

export type Mirrored = LanguageDocument | InventoryDocument;

declare const __MIRROR_SHAPE__: string;
declare const __MIRROR_SCHEMAS__: { readonly languages: object; readonly inventories: object };

/** Hash of the synced shapes, eight hexadecimal digits: a mirror of other shapes is fetched anew. */
export const shape = __MIRROR_SHAPE__;
/** RxDB schemas: the top level of each synced shape, which is all that RxDB reads without its validator. */
export const schemas = __MIRROR_SCHEMAS__;
