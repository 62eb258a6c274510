import type { Rule } from './python';
import { assignment, basesOf, classIn, functionIn, isEmptyBody, isFalse, stringIn } from './source';

/** AppConfig and its attributes. */
export const recogniseApps: Rule = (source, _around, marks) => {
  if (!source.text.includes('AppConfig')) return;
  const configs = source.statements.flatMap((statement) => {
    const found = classIn(statement);
    return found &&
      basesOf(found).some((base) => /(^|\.)(\w*)AppConfig$/.test(source.dotted(base) ?? ''))
      ? [found]
      : [];
  });
  const isOnly = configs.length === 1 && !/^\s+default = False/m.test(source.text);
  for (const config of configs) {
    const attributes = config.body.flatMap((statement) => assignment(statement) ?? []);
    const module = stringIn(attributes.find(({ name }) => name === 'name')?.value);
    const hasLabel = attributes.some(({ name }) => name === 'label');
    const isFound = isOnly && source.path.endsWith('apps.py');
    marks.add(config.outer, config.name, isFound ? 'apps/AppConfig-only' : 'apps/AppConfig');
    for (const statement of config.body) {
      const attribute = assignment(statement);
      const method = functionIn(statement);
      if (attribute) {
        const { name, value } = attribute;
        const label = { app: hasLabel ? undefined : module?.split('.').at(-1) };
        if (name === 'name') marks.add(statement, name, ['apps/name-label', 'apps/name'], label);
        else if (name === 'default_auto_field') {
          const isBig = stringIn(value) === 'django.db.models.BigAutoField';
          marks.add(
            statement,
            name,
            isBig ? 'apps/default_auto_field-big' : 'apps/default_auto_field',
          );
        } else if (!isFalse(value)) marks.add(statement, name, `apps/${name}`);
      } else if (method?.name === 'ready') {
        const isOpen = isEmptyBody(method.body);
        marks.add(method.outer, 'ready', isOpen ? 'apps/ready-empty' : 'apps/ready');
      }
    }
  }
};
