// Draws the mirror's RxDB schemas from the zod shapes for the build, so that no schema library reaches the browser.
import { createHash } from 'node:crypto';
import { jsonSchemaOf } from '@phonochart/catalog/json-schema.ts';
import { InventoryDocument, LanguageDocument } from '@phonochart/sync/protocol.ts';

/** Constants for vite's `define`: see apps/web/src/mirror/schemas.ts. */
export function mirrorSchemas(): { __MIRROR_SHAPE__: string; __MIRROR_SCHEMAS__: string } {
  const shapes = { languages: jsonSchemaOf(LanguageDocument), inventories: jsonSchemaOf(InventoryDocument) };
  const schemas = { languages: topLevel(shapes.languages), inventories: topLevel(shapes.inventories) };
  const shape = createHash('sha256').update(JSON.stringify(shapes)).digest('hex').slice(0, 8);
  return { __MIRROR_SHAPE__: JSON.stringify(shape), __MIRROR_SCHEMAS__: JSON.stringify(schemas) };
}

function topLevel({ properties }: Record<string, unknown>): object {
  const fields = Object.entries(properties as Record<string, { type?: string; maxLength?: number }>)
    // RxDB has `_deleted` of its own, and wants a greatest length for the key.
    .filter(([name]) => name !== '_deleted')
    .map(([name, { type, maxLength }]) => {
      if (name === 'id') return [name, { type, maxLength: maxLength ?? 64 }];
      return [name, type ? { type } : {}];
    });
  return {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: Object.fromEntries(fields),
    required: ['id', 'seq'],
  };
}
