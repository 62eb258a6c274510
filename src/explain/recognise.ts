/** Recognises what a file of a Django project is made of: settings, routes, fields, tags … */
import type { SyntaxNode } from '../python/syntax';
import type { Facts } from './comments';
import { languageOf } from './languages';
import { recogniseFeatures } from './recognise/features';
import { recogniseLines } from './recognise/lines';
import { Marks } from './recognise/marks';
import { recognisePython } from './recognise/python';
import { recogniseStyles } from './recognise/styles';
import { recogniseTemplate } from './recognise/template';
import { nowhere, type Surroundings } from './surroundings';

/** A place in a file that the catalog explains. */
export interface Construct {
  /** The explanation: `settings/DEBUG`. */
  id: string;
  /** Which of its notes is true here: `settings/DEBUG-variable`. */
  note: string;
  /** Its name in the source: `DEBUG`, `Post.title`. */
  name: string;
  /** Constructs that share it are of one sort: a file explains the first of them. */
  once: string;
  /** Offsets, and lines counted from 1, with the decorators. */
  start: number;
  end: number;
  line: number;
  endLine: number;
  /** What the placeholders of the note stand for. */
  facts: Facts;
  /** True for the file as a whole. */
  isFile: boolean;
}

export interface FileText {
  /** Seen from manage.py, with `/`. */
  path: string;
  text: string;
  /** Of a Python file, where it has been parsed already. */
  tree?: SyntaxNode;
}

/**
 * Text in, constructs out, in the order of the text; the file as a whole comes first.
 *
 * Where Python is handed in, the parser has to be loaded, and the text has to be without errors.
 */
export function recognise(file: FileText, around: Surroundings = nowhere): Construct[] {
  const marks = new Marks(file.text, around);
  switch (languageOf(file.path)) {
    case 'python':
      recognisePython(file, around, marks);
      break;
    case 'template':
      recogniseTemplate(file, around, marks);
      break;
    case 'css':
    case 'svg':
      recogniseStyles(file, around, marks);
      break;
    case 'lines':
      recogniseLines(file, marks);
  }
  recogniseFeatures(file, around, marks);
  return marks.inOrder();
}
