/**
 * What a feature is: an optional part of a project, in a folder of its own below templates/.
 *
 * CONTRIBUTING tells how to write one.
 */
import type { DjangoVersion } from '../django';
import type { ListPlace } from '../edits/list-setting';
import type { Stock } from '../edits/stock';
import type { Project } from '../project/project';
import type { Served } from './served';

export interface Feature {
  /** The name of its folder, and its word on the command line. */
  id: string;
  /** What it brings, in one line for the help and the question. */
  title: string;
  /** Whether every new project has it anyway: then creating does not offer it. */
  inNewProjects?: true;
  /** What has to be there as well. What is missing is brought along. */
  needs?: readonly Need[];
  /** Features that cannot be in the same project, each with the reason. */
  clashes?: Readonly<Record<string, string>>;
  /** What the user may choose; each is a flag of `add` and of creating, too. */
  options?: readonly FeatureOption[];
  packages?: readonly Package[];
  /** The variables of the environment that it reads. They are listed in .env.example. */
  environment?: readonly Variable[];
  /** Whether a project has it. */
  present(project: Project): boolean;
  /** Whether a project does the same by itself: without `present`, it needs nothing of this. */
  byItself?(project: Project): boolean;
  /** Why it cannot be added to this project, where it cannot. */
  refuse?(project: Project, facts: NextFacts): string | undefined;
  /** The edits of files that are there. What stands in files/ is written without being asked. */
  edit?(draft: FeatureDraft, project: Project): void;
  /** The commands that the user runs next, or sentences. */
  next?(facts: NextFacts): readonly string[];
}

/** Checks the types, and does nothing else. */
export function feature(definition: Feature): Feature {
  return definition;
}

/** A feature; one of several, of which the first that goes with the others is taken where none is
 * there; or one that is needed unless another is there. */
export type Need =
  | string
  | { oneOf: readonly [string, ...string[]] }
  | { feature: string; unless: readonly string[] };

export interface FeatureOption {
  /** The flag, without its dashes: `domain`. */
  flag: string;
  /** For the help. */
  describe: string;
  /** What is asked on a terminal. */
  question: string;
  /** The answers, where they can be counted. */
  choices?: readonly string[];
  /** The answer where nothing is said; `{title}` stands for the name of the project's folder. */
  initial: string;
  /** Whether the question is open in a project that exists; without this it always is. */
  isOpen?(project: Project): boolean;
}

export interface Package {
  /** As pip knows it: `psycopg[binary]`. */
  name: string;
  /** A compatible range, `~=3.2`; or one for each version of Django. */
  versions: string | Readonly<Record<DjangoVersion, string>>;
  /** Other packages that do the same: where the project has one, this is not added. */
  insteadOf?: readonly string[];
  /** The explanation that stands above the line. */
  note: string;
}

export interface Variable {
  name: string;
  /** What stands in .env.example; never a secret. */
  example: string;
  /** What happens without it, for the README of a new project; absent where that has it anyway. */
  without?: string;
  /** The explanation that stands above the line. */
  note: string;
  /** Whether only some projects read it: others call theirs as they like, and get no line. */
  ifRead?: true;
}

/** What `next` and `refuse` know. */
export interface NextFacts {
  project: FeatureProject;
  /** Whether the project is being created: then there is no data yet. */
  isNew: boolean;
  answers: Answers;
  /** The ids of all features that the project has or gets. */
  features: readonly string[];
  /** Those that it gets now. */
  added: readonly string[];
}

export type Answers = Readonly<Record<string, string>>;

/** The names that the templates of a feature know as `project`. */
export interface FeatureProject {
  /** The package with urls.py and, as a rule, settings.py: `mysite`, `config`. */
  package: string;
  /** Its folder, seen from manage.py: `mysite`. */
  folder: string;
  /** For people: the name of the project's folder. */
  title: string;
  /** The dotted names of modules: `mysite.settings`, `mysite.wsgi`, `mysite.asgi`. */
  settings: string;
  wsgi: string;
  asgi: string;
  /** The one that the settings have written down; '' where they read it from elsewhere. */
  secretKey: string;
  /** Static files and uploads, for a web server. */
  static: Served;
  media: Served;
  /** The frame of its pages, with a block `content`: `base.html`; '' where it has none. */
  base: string;
  /** What `settings.LOGIN_URL` is or could be: `login`, `/in/`; '' where no page for it is known. */
  login: string;
}

/**
 * What a feature writes to. Each method plans one safe edit: it is made, or it is there already, or
 * the user is told what to do by hand and nothing of the whole command is written.
 *
 * `note` is the id of an explanation: it stands as a note above the line, and its brief tells the
 * user why the line is needed. `why` is one that is only told. `part` is a file of parts/.
 */
export interface FeatureDraft {
  readonly answers: Answers;
  /** The ids of all features that the project has or gets. */
  readonly features: readonly string[];
  readonly names: FeatureProject;
  readonly django: { version: string };

  /** Adds an app to INSTALLED_APPS: at its end, or at a required place. */
  app(name: string, how: { note: string; place?: ListPlace }): void;
  /** Adds a middleware at its required place; `.timing.Timing` is in a module beside the urls. */
  middleware(name: string, how: { note: string; place: ListPlace }): void;
  /**
   * Adds settings to the end of the settings module in use. Imports that the part begins with go
   * to the imports.
   *
   * @param how.stock the settings of the project that the part may change, in their known forms
   * @param how.missing whether only those settings of the part are added that the project lacks
   */
  settings(
    part: string,
    how: { why: string; stock?: Readonly<Record<string, Stock>>; missing?: true },
  ): void;
  /** Replaces the statement of a setting, where it is one of the known forms. */
  replace(setting: string, how: { stock: Stock; part: string; why: string }): void;
  /** Adds an entry to a setting that is a dictionary. */
  entry(setting: string, key: string, value: string, how: { note: string }): void;
  /** Replaces a whole module (`mysite.asgi`) where it is one of the known forms. */
  module(name: string, how: { stock: readonly string[]; part: string; why: string }): void;
  /**
   * Puts a part above a line of a template, such as `</body>`, where the file has it once.
   *
   * @param file as Django knows it: `base.html`
   */
  template(file: string, how: { above: string; part: string; why: string }): void;
  /** Puts another note on top of a module that is as it was, where the first is no longer true. */
  renote(module: string, how: { was: string; note: string }): void;
  /** Includes a urls module in the root urls. */
  urls(prefix: string, module: string, how: { note: string }): void;
  /** Adds the services of a part, which is a compose file, to the project's compose file. */
  services(part: string, how: { why: string }): void;
  /** Adds a line to .gitignore. */
  ignore(line: string, how: { note: string }): void;
}
