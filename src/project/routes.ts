import type { SyntaxNode } from '../python/syntax';
import type { Place } from '../python/values';
import { once } from './once';
import type { Project } from './project';
import { type Above, RouteWalker } from './route-walker';
import type { View } from './views';

/** An address that the project answers, or a part of its addresses that only running it tells. */
export interface FlatRoute {
  /**
   * The whole address, with the patterns of all includes: `/blog/<int:pk>/`. Regular expressions
   * stay as they are written, without `^` and `$`. `…` stands for what only running it tells.
   */
  address: string;
  /** `post_detail`. */
  name: string | undefined;
  /** What `{% url %}` and `reverse()` are given: `blog:post_detail`. */
  fullName: string | undefined;
  /** Undefined where the route stands for others that only running the project tells. */
  view: View | undefined;
  /** As the source has it, where the route stands for others: `admin.site.urls`. */
  dynamic: string | undefined;
  /** False where only some paths through the program have this route. */
  certain: boolean;
  file: string;
  line: number;
  node: SyntaxNode;
  /** The includes on the way here, outermost first. */
  through: readonly Place[];
}

/** A urls file that others include, with all that stands in front of its addresses. */
export interface UrlsFile {
  file: string;
  module: string;
  address: string;
  namespace: string | undefined;
  through: readonly Place[];
}

/** Every route of the root urls, in the order in which Django tries them. */
export const allRoutes = once((project: Project): FlatRoute[] => walk(project).routes);

/** The urls files of the project, root first, each as often as it is included. */
export const urlsFiles = once((project: Project): UrlsFile[] => walk(project).files);

const walk = once((project: Project) => {
  const walker = new RouteWalker(project);
  const { rootUrls } = project;
  const start: Above = { address: '/', namespaces: [], certain: true, through: [], depth: 0 };
  const routes = 'file' in rootUrls ? walker.module(rootUrls.file, rootUrls.module, start) : [];
  return { routes, files: walker.files };
});
