/** Where in the project the cause of an error lies. */

import type { Project } from '../../../project/project';
import type { Place } from '../../answer';
import type { Problem } from '../decode';
import type { Report } from '../report';

export interface Case extends Problem {
  report: Report;
  project: Project;
}

export function placesOf(_found: Case): Place[] {
  return [];
}
