// The task of the kind `publish`: devices hear of the clips that a batch brought quietly to one language.
import { z } from 'zod';
import type { Handler } from './runner.ts';

const Task = z.object({ language: z.string() });

export const publishTask: Handler = async ({ input }) => {
  const { language } = Task.parse(input);
  return { result: { language }, effect: { name: 'publish-language', input: { code: language } } };
};
