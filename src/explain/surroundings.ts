/** What the notes of a file may say about the project around it. */
export interface Surroundings {
  /** `6.1`; undefined where the project does not say. */
  django: string | undefined;
  /** The file with the root `urlpatterns`, seen from manage.py as all paths here. */
  rootUrls: string | undefined;
  /** The module that the settings begin with, and every file that it takes settings from. */
  settings: { main: string | undefined; files: ReadonlySet<string> };
  /** Where the pages of the admin are: `admin/`. */
  admin: string | undefined;
  /** Whether the root urls serve uploaded files while DEBUG is on. */
  servesMedia: boolean;
  /** Whether runserver is the one of an ASGI server, such as Daphne's. */
  runsAsgi: boolean;
  /** The app whose folder holds a file. */
  appOf(path: string): AppAround | undefined;
  /** The app of an entry in INSTALLED_APPS or of an include, where its code is in the project. */
  ownApp(module: string): AppAround | undefined;
  /** The name of the pattern that calls a view of an app's `views.py`. */
  patternOf(app: AppAround, view: string): string | undefined;
  /** Whether .gitignore beside manage.py has a line. */
  ignores(entry: string): boolean;
  /** Whether the project has a file. */
  has(path: string): boolean;
}

export interface AppAround {
  /** What its tables and URL names begin with: `blog`. */
  label: string;
  /** `apps.blog` */
  module: string;
  /** `apps/blog` */
  folder: string;
  /** What its addresses begin with, from the root on: `blog/`. */
  prefix: string | undefined;
  /** The file that sends these addresses to the app. */
  includedBy: string | undefined;
}

/** Where nothing is known: notes then say only what is true everywhere. */
export const nowhere: Surroundings = {
  django: undefined,
  rootUrls: undefined,
  settings: { main: undefined, files: new Set() },
  admin: undefined,
  servesMedia: false,
  runsAsgi: false,
  appOf: () => undefined,
  ownApp: () => undefined,
  patternOf: () => undefined,
  ignores: () => false,
  has: () => false,
};
