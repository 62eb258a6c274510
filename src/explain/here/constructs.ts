/** Joins what the project knows of a file with what the recogniser finds in it. */
import path from 'node:path';
import { allNotes } from '../../generated/all-notes';
import { readPython } from '../../python/text';
import { insertFacts } from '../comments';
import { languageOf } from '../languages';
import { type Construct, recognise } from '../recognise';
import { surroundingsOf } from '../surroundings-of';
import type { Reader } from './reader';
import type { Remark } from './remark';
import type { Role } from './role';

/** The same role, with every construct of the file that the catalog explains. */
export function withConstructs(reader: Reader, file: string, role: Role): Role {
  const constructs = constructsIn(reader, file);
  const whole = constructs.find(({ isFile }) => isFile);
  const parts = constructs.filter(({ isFile }) => !isFile);
  const taken = new Set<Construct>();
  const remarks = role.remarks.map((remark) => {
    const twin = parts.find((construct) => !taken.has(construct) && areOne(remark, construct));
    if (!twin) return remark;
    taken.add(twin);
    return joined(remark, twin);
  });
  // Where the project knows of no part of the file, the first construct of each sort is shown.
  const sorts = new Set<string>();
  const others = parts
    .filter((construct) => !taken.has(construct))
    .map((construct): Remark => {
      const isFirst = role.remarks.length === 0 && !sorts.has(construct.once);
      sorts.add(construct.once);
      const { name, line, endLine, id } = construct;
      return { name, line, endLine, id, brief: briefOf(construct), facts: [], isInner: !isFirst };
    });
  return {
    ...role,
    id: whole?.id ?? role.id,
    brief: whole && briefOf(whole),
    remarks: [...remarks, ...others].sort((a, b) => a.line - b.line || b.endLine - a.endLine),
  };
}

function constructsIn({ project }: Reader, file: string): Construct[] {
  const language = languageOf(file);
  const bytes = language && project.files.read(file);
  if (!bytes) return [];
  const shown = path.posix.relative(project.root, file);
  if (language === 'python') {
    const module = project.modules.load(file);
    if (!module) return [];
    return recognise(
      { path: shown, text: module.text, tree: module.tree },
      surroundingsOf(project),
    );
  }
  const reading = readPython(bytes);
  if ('unreadable' in reading) return [];
  return recognise({ path: shown, text: reading.text }, surroundingsOf(project));
}

/** The recogniser counts decorators in, so that a construct may begin some lines earlier. */
function areOne(remark: Remark, { line, endLine }: Construct): boolean {
  return line === remark.line || (line < remark.line && endLine === remark.endLine);
}

function joined(remark: Remark, construct: Construct): Remark {
  return Object.defineProperties(
    { ...withoutFacts(remark), id: construct.id, brief: briefOf(construct) },
    { facts: Object.getOwnPropertyDescriptor(remark, 'facts')! },
  ) as Remark;
}

/** Facts may be costly: they stay what they are, and are worked out when they are asked for. */
function withoutFacts(remark: Remark): Omit<Remark, 'facts'> {
  const { name, line, endLine, id, isInner } = remark;
  return { name, line, endLine, id, ...(isInner !== undefined && { isInner }) };
}

/** What is true of it here, in one line. */
function briefOf({ note, facts }: Construct): string {
  return insertFacts(allNotes[note]!.brief, facts);
}
