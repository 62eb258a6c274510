/**
 * What a command is about to write: a tree in memory over the disk, or over a project that has only
 * been rendered yet. What reads the project reads it through the draft, so that a second edit of a
 * file starts from the first. It ends as a plan, or is thrown away; it writes nothing itself.
 */
import path from 'node:path';
import type { Files } from '../project/files';
import { type FileContent, type FileOperation, sameContent } from './plan';

export class Draft {
  private readonly written = new Map<string, { content: FileContent; mode?: number }>();
  /** Files as they were when they were first read: another run may change them in the meantime. */
  private readonly originals = new Map<string, Uint8Array | undefined>();

  constructor(private readonly base: Files) {}

  /** @param file absolute; it may exist or not */
  write(file: string, content: FileContent, mode?: number): void {
    this.written.set(file, { content, ...(mode !== undefined && { mode }) });
  }

  /** @param before the text that the edit was made from, where it was not read through the draft */
  change(file: string, before: string, after: string): void {
    const isFirst = !this.originals.has(file) && !this.written.has(file);
    if (isFirst) this.originals.set(file, Buffer.from(before));
    this.write(file, after);
  }

  /** The text of a file with all edits; undefined where there is none, or it is not UTF-8. */
  text(file: string): string | undefined {
    const bytes = this.files.read(file);
    if (!bytes) return undefined;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  }

  /** The project's files as they will be. */
  readonly files: Files = {
    read: (file) => {
      const content = this.written.get(file)?.content;
      return content === undefined ? this.original(file) : new Uint8Array(Buffer.from(content));
    },
    isFile: (file) => this.written.has(file) || this.base.isFile(file),
    isFolder: (folder) => this.isWrittenFolder(folder) || this.base.isFolder(folder),
    list: (folder) => [...new Set([...this.base.list(folder), ...this.writtenIn(folder)])],
  };

  /** One operation for each file that differs from the base. Paths are absolute. */
  operations(): FileOperation[] {
    return [...this.written].flatMap(([file, { content, mode }]): FileOperation[] => {
      const before = this.original(file);
      if (!before) return [{ kind: 'create', path: file, after: content, ...(mode && { mode }) }];
      if (sameContent(before, new Uint8Array(Buffer.from(content)))) return [];
      return [{ kind: 'modify', path: file, before: asText(before), after: content }];
    });
  }

  private original(file: string): Uint8Array | undefined {
    if (!this.originals.has(file)) this.originals.set(file, this.base.read(file));
    return this.originals.get(file);
  }

  private isWrittenFolder(folder: string): boolean {
    return [...this.written.keys()].some((file) => file.startsWith(`${folder}/`));
  }

  private writtenIn(folder: string): string[] {
    return [...this.written.keys()]
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => path.posix.relative(folder, file).split('/')[0]!);
  }
}

/** Text where it is UTF-8, so that a diff can show it. */
function asText(bytes: Uint8Array): FileContent {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}
