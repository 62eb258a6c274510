/**
 * The Django versions that this program knows, oldest first.
 *
 * Source: https://docs.djangoproject.com/en/stable/faq/install/#what-python-version-can-i-use-with-django
 */

/** Major and minor number of a Python version. */
export type PythonVersion = readonly [major: number, minor: number];

interface DjangoRelease {
  version: string;
  oldestPython: PythonVersion;
}

const releases = [
  { version: '5.2', oldestPython: [3, 10] },
  { version: '6.0', oldestPython: [3, 12] },
  { version: '6.1', oldestPython: [3, 12] },
] as const satisfies readonly DjangoRelease[];

export type DjangoVersion = (typeof releases)[number]['version'];

export const djangoVersions: readonly DjangoVersion[] = releases.map(({ version }) => version);

export const newestDjango: DjangoVersion = releases[releases.length - 1]!.version;

export const oldestPython: PythonVersion = releases[0].oldestPython;

/** @returns the oldest Python that runs `version` of Django; for unknown ones, that of the first */
export function oldestPythonFor(version: string): PythonVersion {
  return releases.find((release) => release.version === version)?.oldestPython ?? oldestPython;
}

/** @returns the newest Django that runs on `python`, or undefined where Python is too old for all */
export function newestDjangoFor(python: PythonVersion): DjangoVersion | undefined {
  return releases.findLast(({ oldestPython }) => isAtLeast(python, oldestPython))?.version;
}

export function isAtLeast(python: PythonVersion, oldest: PythonVersion): boolean {
  return python[0] > oldest[0] || (python[0] === oldest[0] && python[1] >= oldest[1]);
}
