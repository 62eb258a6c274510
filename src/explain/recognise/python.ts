import { parse } from '../../python/parser';
import type { FileText } from '../recognise';
import type { Surroundings } from '../surroundings';
import { recogniseAdmin } from './admin';
import { recogniseApps } from './apps';
import { recogniseClasses } from './classes';
import { recogniseEntryPoint } from './entry-points';
import { recogniseFile } from './files';
import type { Marks } from './marks';
import { recogniseMigration } from './migrations';
import { recogniseModels } from './models';
import { recogniseSettings } from './settings';
import { PythonSource } from './source';
import { recogniseTests } from './tests';
import { recogniseUrls } from './urls';
import { recogniseViews } from './views';

/** A rule looks for one sort of constructs, and says itself in which files. */
export type Rule = (source: PythonSource, around: Surroundings, marks: Marks) => void;

const rules: readonly Rule[] = [
  recogniseFile,
  recogniseSettings,
  recogniseUrls,
  recogniseEntryPoint,
  recogniseMigration,
  recogniseApps,
  recogniseModels,
  recogniseAdmin,
  recogniseViews,
  recogniseTests,
  recogniseClasses,
];

export function recognisePython(file: FileText, around: Surroundings, marks: Marks): void {
  const source = new PythonSource(file.path, file.text, file.tree ?? parse(file.text));
  for (const rule of rules) rule(source, around, marks);
}
