import type { Files } from './files';

/** A file may be called manage.py without being Django's: views/manage.py. */
export function isManage(files: Files, file: string): boolean {
  const bytes = files.read(file);
  if (!bytes) return false;
  const source = new TextDecoder('latin1').decode(bytes);
  return /execute_from_command_line|execute_manager|DJANGO_SETTINGS_MODULE|call_command/.test(
    source,
  );
}
