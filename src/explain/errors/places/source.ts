/** The project's own files by their lines. */
import { foldersBelow } from '../../../project/files';
import { once, onceFor } from '../../../project/once';
import type { Project } from '../../../project/project';

export interface Line {
  file: string;
  line: number;
  text: string;
}

/** The lines of a file; none where it is not there. */
export const linesOf = onceFor((project: Project, file: string): readonly string[] => {
  const bytes = project.files.read(file);
  return bytes ? new TextDecoder().decode(bytes).split(/\r?\n/) : [];
});

const filesIn = once((project: Project): readonly string[] =>
  [...foldersBelow(project.files, project.root, 8)].flatMap((folder) =>
    project.files.list(folder).map((name) => `${folder}/${name}`),
  ),
);

export const pythonFiles = (project: Project): readonly string[] =>
  filesIn(project).filter((file) => file.endsWith('.py'));

export const templateFiles = (project: Project): readonly string[] =>
  filesIn(project).filter(
    (file) => /\.(html?|txt|xml|svg|jinja2?)$/.test(file) && /\/templates\//.test(file),
  );

/** Pages that lie in no folder called templates, where Django does not look. */
export const pagesElsewhere = (project: Project): readonly string[] =>
  filesIn(project).filter((file) => file.endsWith('.html') && !file.includes('/templates/'));

/** Python outside of migrations and tests comes first: it is what people write. */
export const writtenPython = (project: Project): readonly string[] => {
  const rank = (file: string) => Number(/\/migrations\/|\/tests?(\/|\.py|_)/.test(file));
  return [...pythonFiles(project)].sort((a, b) => rank(a) - rank(b));
};

/** The lines that a pattern fits, without those that are comments. */
export function linesLike(project: Project, files: readonly string[], pattern: RegExp): Line[] {
  return files.flatMap((file) =>
    linesOf(project, file).flatMap((text, index) =>
      pattern.test(text) && !/^\s*#/.test(text) ? [{ file, line: index + 1, text }] : [],
    ),
  );
}

/** A text that becomes part of a pattern. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** A pattern of a text in quotes. */
export const quoted = (text: string): RegExp => new RegExp(`(["'])${escaped(text)}\\1`);
