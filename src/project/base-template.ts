import type { Project } from './project';

/** The frame that pages of ours fit into, where the project has one: the path of its `base.html`. */
export function baseTemplate({ files, root }: Project): string | undefined {
  const folders = [root, ...files.list(root).map((name) => `${root}/${name}`)];
  return folders
    .map((folder) => `${folder}/templates/base.html`)
    .find((file) => {
      const bytes = files.read(file);
      return bytes && /\{%-?\s*block\s+content\b/.test(Buffer.from(bytes).toString());
    });
}
