// JSON Schemas drawn from the zod shapes, for RxDB collections and for OpenAPI.
import { z } from 'zod';

/** The draft 2020-12 JSON Schema of a shape. Zod is the one source; nothing writes a schema by hand. */
export const jsonSchemaOf = (shape: z.ZodType): Record<string, unknown> =>
  z.toJSONSchema(shape, { io: 'output', unrepresentable: 'throw' }) as Record<string, unknown>;
