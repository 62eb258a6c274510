/** What a project knows of its settings modules. */
import path from 'node:path';
import { settingOf } from '../../project/constant';
import { topLevel } from '../../project/definitions';
import { appsOf } from '../../project/models';
import { onceFor } from '../../project/once';
import type { Project } from '../../project/project';
import { importedModule, isStarImport } from '../../python/import-statement';
import { text, type Value } from '../../python/values';
import { entryOf } from '../library';
import { code, count, listed, type Reader, seen } from './reader';
import type { Remark } from './remark';

/** Whether a file is a settings module in use, or one that it takes settings from. */
export function isSettings(project: Project, file: string): boolean {
  return (
    chainOf(project, project.settings[0]?.file ?? '').includes(file) ||
    project.settings.some((settings) => settings.file === file)
  );
}

/** A settings module and those that it reads by `from … import *`, itself first. */
export const chainOf = onceFor((project: Project, file: string): string[] => {
  const found: string[] = [];
  const follow = (next: string) => {
    const module = found.includes(next) ? undefined : project.modules.load(next);
    if (!module) return;
    found.push(next);
    for (const statement of topLevel(module.tree)) {
      if (statement.type !== 'import_from_statement' || !isStarImport(statement)) continue;
      const from = project.modules.find(importedModule(statement, module));
      if (from) follow(from);
    }
  };
  follow(file);
  return found;
});

export function settingsFacts(reader: Reader, file: string): string[] {
  const { project } = reader;
  const [main, ...others] = project.settings;
  const facts: string[] = [];
  if (main && file === main.file) {
    const who = project.manage
      ? `${code(seen(reader, project.manage))} chooses`
      : 'This project uses';
    facts.push(
      project.guess
        ? `These are probably the settings in use. ${project.guess}`
        : `${who} these settings, by the name ${code(main.module)}, unless the environment variable \`DJANGO_SETTINGS_MODULE\` says otherwise.`,
    );
    const others = chainOf(project, file).slice(1);
    if (others.length > 0) {
      facts.push(
        `They begin with those of ${listed(others.map((other) => code(seen(reader, other))))}.`,
      );
    }
  } else if (others.some((other) => other.file === file)) {
    facts.push(`${code(seen(reader, project.manage!))} chooses these settings under a condition.`);
  } else if (main) {
    facts.push(
      `The settings in use, ${code(seen(reader, main.file))}, take over what stands here.`,
    );
  }
  const apps = appsOf(project);
  const own = apps.filter((app) => app.own);
  if (apps.length > 0) {
    facts.push(`${count(apps.length, 'app')} installed, ${own.length} of them your own.`);
  }
  const engine = databaseEngine(project);
  if (engine) facts.push(`The database is ${engine}.`);
  return facts;
}

/** `SQLite, in the file db.sqlite3`; undefined where only running the project tells. */
export function databaseEngine(project: Project): string | undefined {
  const standard = possible(settingOf(project, 'DATABASES')).flatMap((databases) =>
    databases.kind === 'dictionary' ? possible(databases.entries.get('default')) : [],
  );
  const words = [...new Set(standard.flatMap((database) => engineOf(database) ?? []))];
  return words.length > 0 ? words.join(' or ') : undefined;
}

/** All that a value may be. */
function possible(value: Value | undefined): readonly Value[] {
  return value?.kind === 'either' ? value.options.flatMap(possible) : value ? [value] : [];
}

function engineOf(database: Value): string | undefined {
  // `dj_database_url.config(default="postgres://…")`, `env.db("DATABASE_URL", default="sqlite:///…")`
  if (database.kind === 'call') {
    const scheme = /["'](sqlite|postgres|postgresql|postgis|mysql|oracle)3?:\/\//.exec(
      database.node.text,
    )?.[1];
    return scheme && `${ENGINES[scheme]}, unless the environment says otherwise`;
  }
  if (database.kind !== 'dictionary') return undefined;
  const first = (name: string) => possible(database.entries.get(name)).map(text).find(Boolean);
  const engine = first('ENGINE')?.split('.').at(-1);
  const words = engine && (ENGINES[engine] ?? code(engine));
  const name = first('NAME');
  return words && engine === 'sqlite3' && name
    ? `${words}, in the file ${code(path.posix.basename(name))}`
    : words;
}

const ENGINES: Record<string, string> = {
  sqlite: 'SQLite',
  sqlite3: 'SQLite',
  postgres: 'PostgreSQL',
  postgresql: 'PostgreSQL',
  postgresql_psycopg2: 'PostgreSQL',
  mysql: 'MySQL or MariaDB',
  oracle: 'Oracle',
  postgis: 'PostgreSQL with PostGIS',
  spatialite: 'SQLite with SpatiaLite',
};

/** Each setting that a file sets, where the catalog has it. */
export function settingRemarks(reader: Reader, file: string): Remark[] {
  const module = reader.project.modules.load(file);
  const found: Remark[] = [];
  for (const statement of module ? topLevel(module.tree) : []) {
    const [node] = statement.type === 'expression_statement' ? statement.parts : [];
    const name = node?.child('left')?.text;
    if (!node || !name || !/^[A-Z][A-Z0-9_]*$/.test(name)) continue;
    const id = `settings/${name}`;
    if (!entryOf(id)) continue;
    const endLine = node.line + node.text.split('\n').length - 1;
    found.push({ name, line: node.line, endLine, id, facts: valueFacts(reader, name) });
  }
  return found;
}

function valueFacts(reader: Reader, name: string): string[] {
  const { project } = reader;
  if (name === 'ROOT_URLCONF' && 'file' in project.rootUrls) {
    return [`\`ROOT_URLCONF\` leads to ${code(seen(reader, project.rootUrls.file))}.`];
  }
  if (name === 'INSTALLED_APPS') {
    const own = appsOf(project).filter((app) => app.own);
    if (own.length > 0)
      return [
        `Of these apps, your own: ${listed(
          own.map(({ module }) => code(module)),
          8,
        )}.`,
      ];
  }
  return [];
}
