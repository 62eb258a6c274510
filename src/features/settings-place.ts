/** Whether the file that would get settings is surely the one that counts. */
import path from 'node:path';
import type { Project } from '../project/project';
import { besideOf } from '../project/settings-around';
import { otherEntryPoints } from '../project/warnings';

const which = 'Say which counts: --settings MODULE';

/** Why settings cannot be added, where the file that gets them may not be the one that counts. */
export function whyNot(project: Project, isDecided: boolean): string | undefined {
  const [main, ...others] = project.settings;
  if (!main) return project.lost ?? 'The settings were not found.';
  if (main.configuration) return 'The settings are a class.';
  if (isDecided) return undefined;
  if (others.length > 0) {
    const modules = project.settings.map(({ module }) => module).join(' or ');
    return `The settings may be ${modules}. ${which}`;
  }
  const [other] = otherEntryPoints(project, main.file);
  const beside = besideOf(project);
  const wanted = beside ? `Put it where both read it: --settings ${beside.shared.module}` : which;
  if (other) return `${other} ${wanted}`;
  if (!beside) return undefined;
  const [file, its] = [main.file, beside.other.file].map((one) =>
    path.posix.relative(project.root, one),
  );
  return `${its} does not read ${file}. ${wanted}`;
}
