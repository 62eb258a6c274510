/** Which Django the code of a new app is written for. */
import { type DjangoVersion, newestDjango } from '../django';
import { defaultAutoField } from '../project/conventions';
import { djangoVersion } from '../project/django-version';
import type { Project } from '../project/project';
import type { RenderedFile } from '../render/render';
import { type DjangoVariables, djangoVariables, type OlderDjango } from '../render/variables';
import type { Wiring } from './app-edits';
import { shown } from './app-paths';

export interface Version {
  /** The version that the code is written for. */
  version: DjangoVersion | OlderDjango;
  /** Where it comes from, for the user. */
  from: string;
  /** Before 2.0, apps look different: `url()` instead of `path()`, and Python 2. */
  isTooOld: boolean;
  /** Since 1.7, Django knows apps.py and migrations. */
  knowsApps: boolean;
  /** No file of the project names a version. */
  isAssumed: boolean;
}

/** What the project's files say; else the newest. */
export function versionOf(project: Project): Version {
  const found = djangoVersion(project.files, project.root);
  if (!found) {
    const from = 'assumed: no file of the project names a version';
    return { version: newestDjango, from, isTooOld: false, knowsApps: true, isAssumed: true };
  }
  const [major = 0, minor = 0] = found.version.split('.').map(Number);
  const isNewer = Number(`${major}.${minor}`) > Number(newestDjango) || major > 2000;
  const series = `${major}.${minor || 0}` as DjangoVersion | OlderDjango;
  return {
    version: isNewer ? newestDjango : series,
    from: `${shown(project, found.file)} says ${found.version.replace(/\.$/, '')}`,
    isTooOld: major < 2,
    knowsApps: major > 1 || minor >= 7,
    isAssumed: false,
  };
}

/** Apps for Django 1 are plain ones: whether the project says so, or its routes do. */
export function isDjango1({ isTooOld, isAssumed }: Version, { edits }: Wiring): boolean {
  return (
    isTooOld || (isAssumed && edits.some(({ change }) => /\burl\(r?['"]/.test(change.snippet)))
  );
}

/** For Django 1: which of the files that startapp makes today its startapp made, too. */
export function startappFiles({ knowsApps, isAssumed }: Version): (file: RenderedFile) => boolean {
  return ({ path }) => (knowsApps && !isAssumed) || !/\/(apps\.py|migrations\/.*)$/.test(path);
}

/** What templates ask about the version; its id fields agree with the project's settings. */
export function djangoOf(project: Project, version: Version): DjangoVariables {
  return { ...djangoVariables(version.version), ...idFieldOf(project, version) };
}

/** Which id the model gets, so that the migration agrees with the project's settings. */
function idFieldOf(project: Project, { version }: Version): Partial<DjangoVariables> {
  if (Number(version) < 3.2) return {};
  const own = defaultAutoField(project)?.value;
  // The app says by itself that its ids are big, unless the project does.
  const says =
    own !== 'django.db.models.BigAutoField' && (own !== undefined || Number(version) < 6);
  return { needsDefaultAutoField: says || djangoVariables(version).needsDefaultAutoField };
}
