/** The route that answers an address, and the view behind it. */
import type { OwnDefinition } from '../../../project/definitions';
import type { Project } from '../../../project/project';
import { allRoutes, type FlatRoute } from '../../../project/routes';
import type { Case } from './case';

/** The view that was running: the message names it, or the address leads to it. */
export function viewOf({ project, report, match }: Case): OwnDefinition | undefined {
  const name = match.groups.view ?? report.request.view;
  const named =
    name &&
    allRoutes(project).find(
      ({ view }) => view?.name === name || view?.short === name.split('.').at(-1),
    )?.view;
  return (named || routeOf(project, report.request.path)?.view)?.definition;
}

/** The route that answers an address, and so its view. */
export function routeOf(project: Project, address: string | undefined): FlatRoute | undefined {
  if (!address) return undefined;
  const asked = parts(address);
  return allRoutes(project).find(({ address: own, view }) => {
    const pattern = parts(own);
    return (
      view && pattern.length === asked.length && pattern.every((part, at) => fits(part, asked[at]!))
    );
  });
}

/** What a browser asked for, cut into the parts between slashes. */
export const parts = (address: string) => address.split('/').filter(Boolean);

export const fits = (pattern: string, part: string) =>
  pattern === part || (/<int:/.test(pattern) ? /^\d+$/.test(part) : /^[<(]/.test(pattern));
