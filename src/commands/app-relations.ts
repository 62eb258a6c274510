/** What the project knows of the models that the fields of a new app lead to. */
import { exitCode, UserError } from '../errors';
import { isUser, type RelatedModel } from '../fields/field';
import { parseFields } from '../fields/parse';
import { appsOf } from '../project/models';
import type { Project } from '../project/project';
import { modelsWithLabel, relatedModel, userModel } from '../project/related';

export interface Relations {
  userModel: string;
  related: Readonly<Record<string, RelatedModel>>;
}

/** @throws UserError where a field leads to a model that the project cannot have */
export function relationsOf(
  project: Project,
  fields: string,
  owner: { app: string; model: string },
): Relations {
  const user = userModel(project);
  const related: Record<string, RelatedModel> = {};
  for (const { options } of parseFields(fields, owner)) {
    const { to } = options;
    if (!to || to === 'self') continue;
    const label = isUser(to, user) ? user : to;
    const known = relatedModel(project, label, owner.model);
    if (!known.module) mustBeKnown(project, label);
    related[to] = known;
  }
  return { userModel: user, related };
}

function mustBeKnown(project: Project, to: string): void {
  const [label = '', name] = to.split('.');
  const models = modelsWithLabel(project, label);
  if (models) {
    throw new UserError(
      `--fields: the app ${label} has no model ${name}.`,
      models.length > 0 ? `It has: ${models.join(', ')}` : 'It has no models yet.',
      exitCode.usage,
    );
  }
  const apps = appsOf(project);
  // Apps of other packages may have any label.
  const isSure = apps.every(({ own, module }) => own || module.startsWith('django.'));
  if (apps.length === 0 || !isSure || apps.some((app) => app.label === label)) return;
  throw new UserError(
    `--fields "${to}": no installed app has the label ${label}.`,
    `Installed are: ${apps.map((app) => app.label).join(', ')}`,
    exitCode.usage,
  );
}
