/** How one starts the new project. */

/** The name of the environment's folder, as the generated .gitignore has it. */
export const environment = '.venv';

/** The lines that start the project, for the shell that the user most likely has. */
export function startCommands(folder: string, installed: boolean): string[] {
  const enter = folder === '.' ? [] : [`cd ${folder}`];
  const isWindows = process.platform === 'win32';
  const activate = isWindows
    ? `${environment}\\Scripts\\Activate.ps1`
    : `source ${environment}/bin/activate`;
  const make = isWindows ? `py -m venv ${environment}` : `python3 -m venv ${environment}`;
  return installed
    ? [...enter, activate, 'python manage.py runserver']
    : [
        ...enter,
        make,
        activate,
        'python -m pip install -r requirements.txt',
        'python manage.py migrate',
        'python manage.py runserver',
      ];
}
