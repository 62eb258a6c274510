/** How one starts the new project. */
import { shellWord } from '../shell';

/** The name of the environment's folder, as the generated .gitignore has it. */
export const environment = '.venv';

/** The lines that start the project, for the shell that the user is in. */
export function startCommands(folder: string, installed: boolean): string[] {
  const install = [
    `${process.platform === 'win32' ? 'py' : 'python3'} -m venv ${environment}`,
    activateCommand(),
    'python -m pip install -r requirements.txt',
    'python manage.py migrate',
  ];
  return [
    ...(folder === '.' ? [] : [`cd ${shellWord(folder)}`]),
    ...(installed ? [activateCommand()] : install),
    'python manage.py runserver',
  ];
}

/** Source: https://docs.python.org/3/library/venv.html#how-venvs-work */
function activateCommand(): string {
  const { SHELL = '', PROMPT } = process.env;
  const shell = SHELL.split(/[\\/]/).at(-1) ?? '';
  if (process.platform === 'win32' && !shell) {
    // cmd.exe has its prompt in a variable, PowerShell has not.
    return `${environment}\\Scripts\\${PROMPT ? 'activate.bat' : 'Activate.ps1'}`;
  }
  const bin = process.platform === 'win32' ? 'Scripts' : 'bin';
  if (shell === 'fish') return `source ${environment}/${bin}/activate.fish`;
  if (/^t?csh$/.test(shell)) return `source ${environment}/${bin}/activate.csh`;
  return `source ${environment}/${bin}/activate`;
}
