/** Turns missing answers into questions. Only on a terminal, only for what no flag has said. */
import type { PromptObject } from 'prompts';
import { Interrupted } from './errors';

/** Answers a question of yes or no. */
export function askYesNo(message: string, initial: boolean): Promise<boolean> {
  return ask({ type: 'confirm', message, initial });
}

/**
 * Asks for a line of text.
 *
 * @param refuse says what is wrong with an answer, or nothing
 */
export function askText(
  message: string,
  initial: string,
  refuse: (answer: string) => string | undefined,
): Promise<string> {
  return ask({
    type: 'text',
    message,
    initial,
    validate: (answer: string) => refuse(answer.trim()) ?? true,
    format: (answer: string) => answer.trim(),
  });
}

/** Asks for any number of things out of a list; none is an answer. */
export function askSeveral(
  message: string,
  choices: readonly { title: string; value: string }[],
): Promise<string[]> {
  const hint = 'space chooses, enter goes on';
  return ask({ type: 'multiselect', message, choices, hint, instructions: false });
}

/** Asks for one out of a list. */
export function askOne(
  message: string,
  choices: readonly string[],
  initial: string,
): Promise<string> {
  const listed = choices.map((value) => ({ title: value, value }));
  return ask({ type: 'select', message, choices: listed, initial: choices.indexOf(initial) });
}

/** @throws Interrupted where the user pressed Ctrl-C or Escape */
async function ask<Answer>(question: object): Promise<Answer> {
  // prompts paints with a library that knows this variable, but not NO_COLOR.
  if (process.env.NO_COLOR) process.env.NODE_DISABLE_COLORS = '1';
  const { default: prompts } = await import('prompts');
  let interrupted = false;
  const answers = await prompts({ ...question, name: 'answer' } as PromptObject<'answer'>, {
    onCancel: () => {
      interrupted = true;
    },
  });
  if (interrupted || answers.answer === undefined) throw new Interrupted();
  return answers.answer as Answer;
}
