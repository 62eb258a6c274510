import { UserError } from '../errors';

/**
 * Says in the user's words what the disk refused.
 *
 * @param base the folder in which the files were to go
 * @returns a UserError, or the same error where it is none of the disk's usual ones
 */
export function explained(error: unknown, base: string): unknown {
  const { code, dest, path, syscall } = error as NodeJS.ErrnoException & { dest?: string };
  const where = dest ?? path ?? base;
  const nothing = 'Nothing was created.';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      if (syscall === 'access') {
        return new UserError(
          `You may not write to ${path}. ${nothing}`,
          'Change its rights first.',
        );
      }
      return new UserError(
        `The folder ${base} does not let you write. ${nothing}`,
        'Choose another folder, or change the rights of this one.',
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new UserError(
        `The disk of ${base} is full. ${nothing}`,
        'Make some room, then run the same command again.',
      );
    case 'ENAMETOOLONG':
      return new UserError(
        `The path ${where} is too long for this disk. ${nothing}`,
        'Choose a shorter name, or a folder nearer to the top.',
      );
    case 'EEXIST':
    case 'ENOTEMPTY':
    case 'ENOTDIR':
      return new UserError(
        `${where} came into being meanwhile. ${nothing}`,
        'Look at what is there, then run the same command again.',
      );
    default:
      return error;
  }
}
