import path from 'node:path';
import { type DjangoVersion, newestDjango } from '../django';
import { djangoVersion } from '../project/django-version';
import type { Project } from '../project/project';
import type { OlderDjango } from '../render/variables';

/** The version of Django that code for a project is written for. */
export interface Version {
  /** The version that the code is written for. */
  version: DjangoVersion | OlderDjango;
  /** Where it comes from, for the user. */
  from: string;
  /** Before 2.0, apps look different: `url()` instead of `path()`, and Python 2. */
  isTooOld: boolean;
  /** No file of the project names a version. */
  isAssumed: boolean;
}

export function versionOf(project: Project): Version {
  const found = djangoVersion(project.files, project.root);
  if (!found) {
    const from = 'assumed: no file of the project names a version';
    return { version: newestDjango, from, isTooOld: false, isAssumed: true };
  }
  const [major = 0, minor = 0] = found.version.split('.').map(Number);
  const isNewer = Number(`${major}.${minor}`) > Number(newestDjango) || major > 2000;
  const series = `${major}.${minor || 0}` as DjangoVersion | OlderDjango;
  return {
    version: isNewer ? newestDjango : series,
    from: `${path.posix.relative(project.root, found.file)} says ${found.version.replace(/\.$/, '')}`,
    isTooOld: major < 2,
    isAssumed: false,
  };
}
