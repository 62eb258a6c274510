/** Answers for programs. The README documents the form. */
import type { Answer } from './answer';
import { docsLink } from './terminal';

export function answerToJson(answer: Answer, django: string): Record<string, unknown> {
  const { understood, explanations, places, here, others = [] } = answer;
  return {
    understood,
    explanations: explanations.map(({ id, kind, title, brief, body, docs, django: range }) => ({
      id,
      kind,
      title,
      brief,
      body,
      docs: docs === undefined ? null : docsLink(docs, django),
      django: range ?? null,
    })),
    places,
    here: here ?? null,
    others,
  };
}
