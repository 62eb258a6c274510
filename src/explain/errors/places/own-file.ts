/** Paths of another machine, of Windows or of a container, as files of this project. */
import type { Project } from '../../../project/project';
import type { Frame } from '../traceback';
import { linesOf } from './source';

/** @returns the absolute path here; undefined for Django, Python and other packages */
export function ownFile(project: Project, written: string): string | undefined {
  const file = written.replaceAll('\\', '/').replace(/^[A-Za-z]:/, '');
  if (OTHERS_CODE.test(file)) return undefined;
  const { files, root } = project;
  if (file.startsWith(`${root}/`) && files.isFile(file)) return file;
  const parts = file.split('/').filter((part) => part && part !== '.');
  for (let from = 0; from < parts.length; from++) {
    const inside = parts.slice(from).join('/');
    const candidate = `${root}/${inside}`;
    // A single name is sure only where the whole path was no more.
    if (from === parts.length - 1 && parts.length > 1 && !/^manage\.py$/.test(inside)) break;
    if (files.isFile(candidate)) return candidate;
    for (const start of project.modules.roots) {
      if (files.isFile(`${start}/${inside}`)) return `${start}/${inside}`;
    }
  }
  return undefined;
}

const OTHERS_CODE =
  /(^|\/)(site-packages|dist-packages|\.venv|venv|env|\.tox)\/|\/lib\/python[\d.]+\/|\/Python3?\d+\/Lib\/|\/lib\/python3\/|^<|\/Python\.framework\//i;

/** The file may have changed since: the line is looked for where the traceback shows its code. */
export function relocated(project: Project, file: string, { line, code }: Frame): number {
  if (!code || /[….]{1,3}$/.test(code)) return line;
  const lines = linesOf(project, file);
  const isIt = (number: number) => lines[number - 1]?.trim() === code;
  if (isIt(line)) return line;
  const same = lines.flatMap((_, index) => (isIt(index + 1) ? [index + 1] : []));
  const [nearest] = same.sort((a, b) => Math.abs(a - line) - Math.abs(b - line));
  return nearest ?? Math.min(line, Math.max(lines.length, 1));
}
