/** Exit codes, as scripts may rely on them. */
export const exitCode = {
  failed: 1,
  usage: 2,
  /** Nothing was written, because only the user can do it; the lines to paste were printed. */
  byHand: 3,
  interrupted: 130,
} as const;

/**
 * A mistake that the user can mend. It is printed as it is, without a stack trace.
 *
 * The message says what is wrong and where; the hint says what to do next.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  /** The build gives some commands a bundle of their own, and with it a class of their own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'UserError';
  }

  constructor(
    message: string,
    readonly hint?: string,
    readonly code: number = exitCode.failed,
  ) {
    super(message);
  }
}

/** The user pressed Ctrl-C. Nothing is printed but a short word. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'Interrupted';
  }
}
