/** What a project knows of what its admin shows. */
import { type AdminRegistration, registrationsIn } from '../../project/admin';
import type { Project } from '../../project/project';
import { allRoutes } from '../../project/routes';
import { entryOf } from '../library';
import { at, code, type Reader } from './reader';
import type { Remark } from './remark';

export function adminRemarks(reader: Reader, file: string): Remark[] {
  return registrationsIn(reader.project, file).flatMap((registration) => {
    const { admin, text, line, options } = registration;
    const endLine = admin?.module.file === file ? lines(admin.module.text, admin.node.end) : line;
    const inner = [...options]
      .filter(([name, option]) => option.file === file && entryOf(`admin/${name}`))
      .map(([name, option]) => ({
        name: `${admin!.name}.${name}`,
        line: option.line,
        endLine: option.line + option.text.split('\n').length - 1,
        id: `admin/${name}`,
        facts: [],
        isInner: true,
      }));
    const facts = registrationFacts(reader, registration);
    return [{ name: admin?.name ?? text, line, endLine, id: 'admin/register', facts }, ...inner];
  });
}

function registrationFacts(reader: Reader, { model, text, admin }: AdminRegistration): string[] {
  const prefix = adminAddress(reader.project);
  const shows = admin ? `, as ${code(admin.name)} says` : '';
  if (!model) return [`The admin shows ${code(text)}${shows}.`];
  const where =
    prefix && model.app ? ` at ${code(`${prefix}${model.app}/${model.name.toLowerCase()}/`)}` : '';
  return [`The admin shows ${code(model.name)} (${at(reader, model)})${where}${shows}.`];
}

/** What the addresses of the admin begin with: `/admin/`. */
export function adminAddress(project: Project): string | undefined {
  const route = allRoutes(project).find(({ dynamic }) => dynamic && /\bsite\.urls$/.test(dynamic));
  return route?.address.replace(/…$/, '');
}

const lines = (text: string, end: number): number => text.slice(0, end).split('\n').length;
