// What routes declare alike: parameters, answers, and what happens to a request that does not fit.
import { z } from '@hono/zod-openapi';
import { interfaceLanguages } from '@phonochart/catalog/terms.ts';
import { Problem, ProblemError } from './problem.ts';

/** Any text: a code that no language has is 404, whatever it looks like. */
export const CodeParameter = z.string().meta({
  description: 'Code of a language, in any case',
  example: 'english-gb',
});

export const LangQuery = z.enum(interfaceLanguages).default('en').meta({
  description: 'Interface language of descriptions and headings',
});

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

/** The declared answers of a route that answers JSON. */
export const jsonAnswers = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
  304: { description: 'The copy that If-None-Match names is good' },
  400: problem('A parameter is not valid; `errors` names it'),
  404: problem('Nothing of that name; `errors` names the field'),
});

export const problemAnswer = problem;

type Validation = { success: true } | { success: false; error: z.ZodError };

/** Refuses what validation refused, naming every field. */
export function refuseInvalid(result: Validation): void {
  if (result.success) return;
  const errors = result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw new ProblemError('invalid-parameter', {
    detail: errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
    errors,
  });
}
