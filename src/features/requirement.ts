/** Where a project keeps what it asks for, and the line that goes there. */
import path from 'node:path';
import type { Above } from '../edits/edit';
import { addDependency } from '../edits/pyproject';
import {
  addRequirement,
  canonical,
  type Requirement,
  requirementText,
} from '../edits/requirements';
import type { Draft } from '../plan/draft';
import { projectFolders } from '../project/django-version';
import { foldersBelow } from '../project/files';
import type { Outcome } from '../project/outcome';
import { decoded } from '../python/text';
import { outcomeOf } from './outcomes';
import { type FeatureVariables, noteAbove } from './render';

/**
 * Plans the line in requirements.txt, or in pyproject.toml where the project uses that. A project
 * with neither gets a requirements.txt.
 */
export function requirementOutcome(
  draft: Draft,
  root: string,
  wanted: Requirement,
  above: (file: string) => Above,
  variables: FeatureVariables,
): Outcome {
  const home = homeOfLists(draft, root);
  const planned = outcomeIn(home, draft, wanted, above, variables);
  const seen = path.posix.relative(root, home);
  if (planned.outcome !== 'by hand' || !seen) return planned;
  return { ...planned, where: planned.where.replace(/^|(?<= or )/g, `${seen}/`) };
}

/** The folder of manage.py, or one above it in the same repository, where that has the lists. */
function homeOfLists(draft: Draft, root: string): string {
  const folders = [...projectFolders(draft.files, root)];
  if (!draft.files.isFolder(`${folders.at(-1)}/.git`)) return root;
  const hasLists = (folder: string) =>
    draft.files.isFile(`${folder}/requirements.txt`) || otherLists(draft, folder).length > 0;
  return folders.find(hasLists) ?? root;
}

function outcomeIn(
  root: string,
  draft: Draft,
  wanted: Requirement,
  above: (file: string) => Above,
  variables: FeatureVariables,
): Outcome {
  const at = (name: string) => `${root}/${name}`;
  const requirements = draft.text(at('requirements.txt'));
  const pyproject = draft.text(at('pyproject.toml'));
  const outcome = (name: string, before: string, edit: ReturnType<typeof addRequirement>) => {
    const planned = outcomeOf(edit, { file: at(name), before, where: name });
    if (planned.outcome !== 'change' || before === '') return planned;
    return { ...planned, warnings: madeFrom(draft, root, name) };
  };
  const included = includedIn(draft, at('requirements.txt'));
  const there = included.find((file) => names(draft.text(file) ?? '', wanted));
  if (there) return { outcome: 'already', file: there, line: 1 };

  if (requirements === undefined && draft.files.isFile(at('requirements.txt'))) {
    return unreadable(draft, at('requirements.txt'), wanted);
  }
  if (requirements === undefined && pyproject !== undefined && /^\[project\]/m.test(pyproject)) {
    const edit = addDependency(pyproject, wanted, above('pyproject.toml'));
    return outcome('pyproject.toml', pyproject, edit);
  }
  if (requirements !== undefined) {
    const edit = addRequirement(requirements, wanted, above('requirements.txt'));
    return outcome('requirements.txt', requirements, edit);
  }
  const other = otherLists(draft, root);
  const named = other.find((file) => names(draft.text(file) ?? '', wanted));
  if (named) return { outcome: 'already', file: named, line: 1 };
  if (other.length > 0) {
    const where = other.map((file) => path.posix.relative(root, file)).join(' or ');
    return {
      outcome: 'by hand',
      why: 'The project keeps its packages in another way than requirements.txt or [project].',
      snippet: requirementText(wanted),
      where,
    };
  }
  const note = (id: string) => noteAbove('requirements.txt', id, variables)('');
  const django = `${note('files/requirements')}${note('requirements/django-compatible')}${variables.django.requirement}\n`;
  const edit = addRequirement(django, wanted, above('requirements.txt'));
  const snippet = `${variables.django.requirement}\n${requirementText(wanted)}`;
  return outcome('requirements.txt', '', 'changed' in edit ? { ...edit, snippet, line: 1 } : edit);
}

/** pip reads UTF-16, which PowerShell writes; edits are made in UTF-8 alone. */
function unreadable(draft: Draft, file: string, wanted: Requirement): Outcome {
  const list = decoded(draft.files.read(file)!);
  if (names(list, wanted)) return { outcome: 'already', file, line: 1 };
  return {
    outcome: 'by hand',
    why: 'requirements.txt is not UTF-8. Save it as UTF-8, and this line is added for you.',
    snippet: requirementText(wanted),
    where: 'requirements.txt',
  };
}

/** Pipfile, Poetry's tables, a folder requirements/, setup.cfg … */
function otherLists(draft: Draft, root: string): string[] {
  const shape =
    /^(Pipfile|pyproject\.toml|setup\.(py|cfg)|environment\.ya?ml|requirements[\w.-]+\.(txt|in))$/;
  return [...foldersBelow(draft.files, root, 1)].flatMap((folder) => {
    const isOfLists = /\/requirements$/.test(folder);
    if (folder !== root && !isOfLists) return [];
    return draft.files
      .list(folder)
      .filter((name) => (isOfLists ? /\.(txt|in|pip)$/.test(name) : shape.test(name)))
      .map((name) => `${folder}/${name}`)
      .filter(
        (file) =>
          !file.endsWith('pyproject.toml') || /poetry|dependencies/.test(draft.text(file) ?? ''),
      );
  });
}

function names(text: string, { name, insteadOf = [] }: Requirement): boolean {
  return [name, ...insteadOf].some((one) => {
    const flexible = canonical(one).replaceAll('-', '[-_.]');
    return new RegExp(`(^|["'\\s])${flexible}(?![\\w.-])`, 'im').test(text);
  });
}

/** The lists that a list takes in: `-r base.txt`. */
function includedIn(draft: Draft, file: string, seen: string[] = []): string[] {
  for (const [, name] of (draft.text(file) ?? '').matchAll(
    /^\s*(?:-r|--requirement)[ =]*(\S+)/gm,
  )) {
    const other = path.posix.join(path.posix.dirname(file), name!);
    if (seen.includes(other)) continue;
    seen.push(other);
    includedIn(draft, other, seen);
  }
  return seen;
}

/** A tool may write this list anew, from another one. */
function madeFrom(draft: Draft, root: string, list: string): string[] {
  const source = ['Pipfile', 'requirements.in', 'poetry.lock']
    .filter((name) => list === 'requirements.txt' && draft.files.isFile(`${root}/${name}`))
    .map((name) => name.replace('poetry.lock', 'pyproject.toml'));
  return source.map((name) => `${name} lists packages as well; add the new ones there, too.`);
}
