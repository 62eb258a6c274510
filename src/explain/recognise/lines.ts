import type { FileText } from '../recognise';
import type { Marks } from './marks';

/** .gitignore, .editorconfig and requirements.txt: files with one entry on each line. */
export function recogniseLines(file: FileText, marks: Marks): void {
  const name = file.path.split('/').at(-1)!;
  if (name === '.gitignore') recogniseGitignore(file, marks);
  else if (name === '.editorconfig') recogniseEditorconfig(file, marks);
  else if (name === 'requirements.txt') recogniseRequirements(file, marks);
}

function recogniseGitignore({ path, text }: FileText, marks: Marks): void {
  marks.addFile(path, 'files/gitignore');
  for (const { line, span } of linesOf(text)) {
    const entry = line.replace(/^\/|\/$/g, '');
    if (entry === '__pycache__') marks.add(span, line, 'gitignore/python');
    else if (['.venv', 'venv', 'env'].includes(entry))
      marks.add(span, line, 'gitignore/virtual-environment');
    else if (entry === '.env') marks.add(span, line, 'gitignore/secrets');
    else if (/^(\*|db)\.sqlite3$/.test(entry)) {
      const hasMedia = /\n\/?media\/?\r?(\n|$)/.test(
        text.slice(span.start).split(/\n[ \t\r]*\n/)[0]!,
      );
      marks.add(
        span,
        line,
        hasMedia ? 'gitignore/data-media' : 'gitignore/data',
        {},
        'gitignore/data',
      );
    } else if (entry === 'staticfiles') marks.add(span, line, 'gitignore/collected-static');
  }
}

function recogniseEditorconfig({ path, text }: FileText, marks: Marks): void {
  marks.addFile(
    path,
    /^root = true$/m.test(text.replaceAll('\r', ''))
      ? 'files/editorconfig-root'
      : 'files/editorconfig',
  );
  for (const { line, span } of linesOf(text)) {
    if (line === '[*]') {
      const body = text.slice(span.end).split('[')[0]!;
      const isUsual = [
        'charset = utf-8',
        'end_of_line = lf',
        'indent_size = 2',
        'trim_trailing_whitespace = true',
      ].every((each) => body.includes(each));
      marks.add(span, line, isUsual ? 'editorconfig/every-file-usual' : 'editorconfig/every-file');
    } else if (line === '[*.py]' && /^[^[]*indent_size = 4/.test(text.slice(span.end))) {
      marks.add(span, line, 'editorconfig/python');
    }
  }
}

function recogniseRequirements({ path, text }: FileText, marks: Marks): void {
  if (path === 'requirements.txt') marks.addFile(path, 'files/requirements');
  for (const { line, span } of linesOf(text)) {
    if (/^django(\[[\w,]+\])?\s*([=~<>!]|$)/i.test(line)) {
      marks.add(
        span,
        'Django',
        /^django~=\d+\.\d+\.\d+$/i.test(line)
          ? 'requirements/django-compatible'
          : 'requirements/django',
      );
    }
  }
}

interface TextLine {
  line: string;
  span: { start: number; end: number };
}

function* linesOf(text: string): Generator<TextLine> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  const lines = text.slice(start).split('\n');
  for (const raw of lines) {
    const line = raw.replace(/\r$/, '');
    if (line !== '' && !/^\s/.test(line)) {
      yield {
        line: line.trimEnd(),
        span: { start, end: start + line.length },
      };
    }
    start += raw.length + 1;
  }
}
