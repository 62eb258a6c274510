/** What a web server serves by itself: static files and uploads, at their addresses and folders. */
import path from 'node:path';
import type { Project } from '../project/project';
import { type SyntaxNode, stringContent } from '../python/syntax';
import { text } from '../python/values';

export interface Served {
  /** What the addresses begin with: `/static/`. */
  address: string;
  /** Seen from manage.py, or the full path: `staticfiles`. */
  folder: string;
  /** Whether the settings work the folder out when they run: then it is the usual one. */
  isGuess?: true;
}

/** As this program and Django's documentation name them, where the settings do not tell. */
const usual: Readonly<Record<'STATIC' | 'MEDIA', Served>> = {
  STATIC: { address: '/static/', folder: 'staticfiles' },
  MEDIA: { address: '/media/', folder: 'media' },
};

export function served(project: Project, kind: keyof typeof usual): Served {
  return {
    address: addressOf(project, `${kind}_URL`) ?? usual[kind].address,
    ...placeOf(project, kind),
  };
}

function placeOf(project: Project, kind: keyof typeof usual): Pick<Served, 'folder' | 'isGuess'> {
  const name = `${kind}_ROOT`;
  const folder = folderOf(project, name);
  if (folder) return { folder };
  const isGuess = project.settings[0]?.names.has(name) && { isGuess: true as const };
  return { folder: usual[kind].folder, ...isGuess };
}

/** What lies on another host is not ours to serve. */
function addressOf({ settings }: Project, name: string): string | undefined {
  const address = text(settings[0]?.names.get(name)?.value);
  return address && /^\/?[\w./-]*\w\/$/.test(address)
    ? `/${address.replace(/^\//, '')}`
    : undefined;
}

/** A folder below BASE_DIR, which is taken for that of manage.py, or a full path. */
function folderOf({ modules, settings }: Project, name: string): string | undefined {
  const [place, ...others] = settings[0]?.names.get(name)?.places ?? [];
  if (!place || others.length > 0) return undefined;
  const nodes = [...(modules.load(place.file)?.tree.walk() ?? [])];
  const assignment = nodes.find(
    (node) =>
      node.type === 'assignment' && node.line === place.line && node.child('left')!.text === name,
  );
  const parts = assignment && partsOfPath(assignment.child('right'));
  const folder = parts && path.posix.join(...parts);
  return folder && /^[\w/][\w./-]*$/.test(folder) ? folder.replace(/\/$/, '') : undefined;
}

/** `BASE_DIR / "var" / "static"`, `os.path.join(BASE_DIR, "static")`, `"/srv/static"`. */
function partsOfPath(node: SyntaxNode | undefined): string[] | undefined {
  if (!node) return undefined;
  if (node.text === 'BASE_DIR') return [''];
  const words = stringContent(node);
  if (words !== undefined) return [words];
  const pieces =
    node.type === 'binary_operator' && node.child('operator')?.text === '/'
      ? [node.child('left')!, node.child('right')!]
      : /^(os\.)?path\.join$/.test(node.child('function')?.text ?? '')
        ? node.child('arguments')!.parts
        : [];
  const parts = pieces.map(partsOfPath);
  return parts.length > 0 && parts.every((each) => each !== undefined) ? parts.flat() : undefined;
}
