import type { Project } from './project';

/** Facts that are worked out when they are first asked for, and then kept with their project. */
export function once<T>(compute: (project: Project) => T): (project: Project) => T {
  const known = new WeakMap<Project, { value: T }>();
  return (project) => {
    let found = known.get(project);
    if (!found) {
      found = { value: compute(project) };
      known.set(project, found);
    }
    return found.value;
  };
}

/** The same for facts about a part of the project, such as a file, which its name stands for. */
export function onceFor<T>(
  compute: (project: Project, name: string) => T,
): (project: Project, name: string) => T {
  const known = once(() => new Map<string, T>());
  return (project, name) => {
    const values = known(project);
    if (!values.has(name)) values.set(name, compute(project, name));
    return values.get(name)!;
  };
}
