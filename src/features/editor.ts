/** The safe edits that features write with; see `FeatureDraft`. Collects what each came to. */
import path from 'node:path';
import { addServices } from '../edits/compose';
import { addEntry } from '../edits/dict-entry';
import type { Edit } from '../edits/edit';
import { addLine, ignores, setsVariable } from '../edits/lines';
import { addToList } from '../edits/list-setting';
import { replaceModule } from '../edits/module';
import { replaceSetting } from '../edits/replace-setting';
import { addSettings } from '../edits/settings-block';
import type { Stock } from '../edits/stock';
import { addAboveLine } from '../edits/template';
import { withoutSettings } from '../edits/without-settings';
import { UserError } from '../errors';
import { verbatimParts } from '../explain/languages';
import type { Draft } from '../plan/draft';
import { projectFolders } from '../project/django-version';
import { includeUrls } from '../project/include-urls';
import { type ByHand, firstLine, type Outcome, type PlannedEdit } from '../project/outcome';
import { type Choices, type Project, readProject } from '../project/project';
import { registerApp } from '../project/register-app';
import type { Settings } from '../project/settings';
import { findTemplate } from '../project/templates';
import { readPython } from '../python/text';
import { settingsRead } from './facts';
import type { FeatureDraft, Package, Variable } from './feature';
import { byHand, created, outcomeOf, whole } from './outcomes';
import {
  brief,
  type CompiledFeature,
  type FeatureVariables,
  noteAbove,
  renderPart,
} from './render';
import { requirementOutcome } from './requirement';
import { whyNot } from './settings-place';

export class FeatureEditor implements FeatureDraft {
  readonly edits: PlannedEdit[] = [];
  readonly byHand: ByHand[] = [];
  readonly already: string[] = [];
  private current: Project | undefined;

  readonly answers: FeatureDraft['answers'];
  readonly features: FeatureDraft['features'];
  readonly names: FeatureDraft['names'];
  readonly django: FeatureVariables['django'];

  constructor(
    private readonly draft: Draft,
    private readonly root: string,
    private readonly choices: Choices,
    private readonly compiled: CompiledFeature,
    private readonly variables: FeatureVariables,
  ) {
    this.answers = variables.answers;
    this.features = variables.features;
    this.names = variables.project;
    this.django = variables.django;
  }

  /** The project as the edits have left it. */
  get project(): Project {
    this.current ??= readProject(this.root, { ...this.choices, files: this.draft.files });
    return this.current;
  }

  app(name: string, { note, place }: Parameters<FeatureDraft['app']>[1]): void {
    const above = this.above('settings.py', note);
    const outcome = place
      ? addToList(this.project, 'INSTALLED_APPS', name, place, above)
      : registerApp(this.project, name, above);
    this.take(outcome, { note, flag: 'settings', what: `${name} is in INSTALLED_APPS` });
  }

  middleware(said: string, { note, place }: Parameters<FeatureDraft['middleware']>[1]): void {
    const name = said.startsWith('.') ? `${this.names.package}${said}`.replace(/^\./, '') : said;
    const above = this.above('settings.py', note);
    const outcome = addToList(this.project, 'MIDDLEWARE', name, place, above);
    this.take(outcome, { note, flag: 'settings', what: `${name} is in MIDDLEWARE` });
  }

  settings(part: string, { why, stock, missing }: Parameters<FeatureDraft['settings']>[1]): void {
    const all = this.part(part);
    const own = this.project.settings[0]?.names;
    const block = missing ? withoutSettings(all, (name) => own?.has(name) === true) : all;
    if (block === '') return;
    this.inSettings(why, block, (source, { names }) =>
      addSettings(source, block, names, stock, this.isOwn),
    );
  }

  replace(
    setting: string,
    { stock, part, why }: { stock: Stock; part: string; why: string },
  ): void {
    const becomes = this.part(part);
    const file = this.project.settings[0]?.names.get(setting)?.places[0]?.file;
    this.inSettings(
      why,
      becomes,
      (source) => replaceSetting(source, setting, stock, becomes, this.isOwn),
      file,
    );
  }

  entry(setting: string, key: string, value: string, { note }: { note: string }): void {
    const file = this.project.settings[0]?.names.get(setting)?.places[0]?.file;
    const above = this.above('settings.py', note);
    this.inSettings(
      note,
      `${setting} = {\n    "${key}": ${value},\n}`,
      (source) => addEntry(source, setting, key, value, above),
      file,
    );
  }

  module(name: string, { stock, part, why }: Parameters<FeatureDraft['module']>[1]): void {
    const file = this.project.modules.find(name);
    const becomes = this.part(part);
    if (!file) {
      const reason = `The module ${name} is not in the project.`;
      this.take(byHand(reason, becomes, name), { note: why, what: name });
      return;
    }
    this.inFile(file, why, becomes, (source) => replaceModule(source, stock, becomes));
  }

  renote(module: string, { was, note }: Parameters<FeatureDraft['renote']>[1]): void {
    const file = this.project.modules.find(module);
    const before = this.above('module.py', was)('');
    const becomes = this.above('module.py', note)('');
    if (!file || before === becomes || !this.draft.text(file)?.startsWith(before)) return;
    this.inFile(file, note, becomes, (source) => ({
      changed: becomes + source.slice(before.length),
      line: 1,
      snippet: becomes.trim(),
      rule: 'in the place of a note that is no longer true',
    }));
  }

  template(file: string, { above, part, why }: Parameters<FeatureDraft['template']>[1]): void {
    const added = this.part(part);
    const found = findTemplate(this.project, file);
    if (!found) {
      const reason = `The template ${file} was not found.`;
      this.take(byHand(reason, added.trim(), file), { note: why, what: file });
      return;
    }
    this.inFile(found.file, why, added, (source) => {
      const parts = verbatimParts(source);
      const isCode = (at: number) => !parts.some(([start, end]) => start < at && at < end);
      return addAboveLine(source, above, added, isCode);
    });
  }

  urls(prefix: string, module: string, { note }: { note: string }): void {
    const outcome = includeUrls(this.project, prefix, module, this.above('urls.py', note));
    this.take(outcome, { note, flag: 'urls', what: `${module} is included` });
  }

  services(part: string, { why }: { why: string }): void {
    const names = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
    const text = this.part(part);
    const name = names.find((one) => this.draft.files.isFile(`${this.root}/${one}`));
    if (!name) {
      this.take(created(`${this.root}/compose.yaml`, text, text.trim()), { note: why, what: '' });
      return;
    }
    this.inFile(`${this.root}/${name}`, why, text, (source) => addServices(source, text));
  }

  ignore(line: string, { note }: { note: string }): void {
    const { files } = this.draft;
    const home = [...projectFolders(files, this.root)].find(
      (folder) => files.isFile(`${folder}/.gitignore`) || files.isFolder(`${folder}/.git`),
    );
    const from = home ? path.posix.relative(home, this.root) : '';
    const name = path.posix.join(from && path.posix.relative(this.root, home!), '.gitignore');
    const own = from && line.startsWith('/') ? `/${from}${line}` : line;
    this.line(name, own, { note, file: 'files/gitignore' }, ignores(own));
  }

  /** Adds a package to what the project asks for. */
  package(wanted: Package): void {
    const version = this.django.version as keyof typeof wanted.versions;
    const versions =
      typeof wanted.versions === 'string' ? wanted.versions : wanted.versions[version];
    const requirement = { ...wanted, versions: String(versions) };
    const above = (file: string) => this.above(file, wanted.note);
    const outcome = requirementOutcome(this.draft, this.root, requirement, above, this.variables);
    this.take(outcome, { note: wanted.note, what: `${wanted.name} is asked for` });
  }

  /** Lists variables in .env.example; the file that is made of it holds secrets, and Git leaves it out. */
  environment(wanted: readonly Variable[]): void {
    const read = wanted.filter(({ name, ifRead }) => !ifRead || settingsRead(this.project, name));
    if (read.length > 0) this.ignore('.env', { note: 'gitignore/secrets' });
    for (const { name, example, note } of read) {
      const about = { note, file: 'files/env-example' };
      this.line('.env.example', `${name}=${example}`, about, setsVariable(name));
    }
  }

  /** A file that is not there yet begins with the note on it. */
  private line(
    name: string,
    line: string,
    about: { note: string; file: string },
    isThere?: (line: string) => boolean,
  ): void {
    const { base } = path.posix.parse(name);
    const above = this.above(base, about.note);
    const head = this.above(base, about.file)('');
    this.inFile(
      path.posix.join(this.root, name),
      about.note,
      line,
      (source) => addLine(source || head, line, above, isThere),
      `${line} is listed`,
    );
  }

  private readonly isOwn = (name: string): boolean => this.project.modules.isOwn(name);

  private part(name: string): string {
    return renderPart(this.compiled, name, this.variables);
  }

  private above(file: string, note: string) {
    return noteAbove(file, note, this.variables);
  }

  /** In the settings module in use, unless other modules may be used as well. */
  private inSettings(
    why: string,
    snippet: string,
    edit: (source: string, settings: Settings) => Edit,
    file?: string,
  ): void {
    const { project } = this;
    const [main] = project.settings;
    const reason = whyNot(project, file !== undefined || this.choices.settings !== undefined);
    if (reason || !main) {
      const where = main ? path.posix.relative(this.root, file ?? main.file) : 'your settings';
      this.take(byHand(reason ?? '', snippet.trim(), where), { note: why, what: '' });
      return;
    }
    this.inFile(
      file ?? main.file,
      why,
      snippet,
      (source) => edit(source, main),
      snippet,
      project.guess,
    );
  }

  private inFile(
    file: string,
    why: string,
    snippet: string,
    edit: (source: string) => Edit,
    what = snippet,
    guess?: string,
  ): void {
    const bytes = this.draft.files.read(file);
    const where = path.posix.relative(this.root, file);
    const reading = bytes ? readPython(bytes) : { text: '' };
    if ('unreadable' in reading) {
      const reason = `${where} cannot be edited: ${reading.unreadable}.`;
      this.take(byHand(reason, snippet.trim(), where), { note: why, what });
      return;
    }
    const outcome = outcomeOf(whole(file, edit(reading.text), snippet), {
      ...{ file, before: reading.text, where },
    });
    const flag = guess === undefined ? {} : { flag: 'settings' as const };
    const isGuess = guess !== undefined && outcome.outcome === 'change';
    const asked: Outcome = isGuess ? { ...outcome, outcome: 'ask', doubt: guess } : outcome;
    this.take(asked, { note: why, what: firstLine(what), ...flag });
  }

  private take(
    outcome: Outcome,
    about: { note: string; what: string; flag?: 'settings' | 'urls' },
  ): void {
    switch (outcome.outcome) {
      case 'already': {
        const where = path.posix.relative(this.root, outcome.file);
        this.already.push(`${about.what}: ${where}, line ${outcome.line}`);
        break;
      }
      case 'by hand':
        this.byHand.push(outcome);
        break;
      case 'taken':
        throw new UserError(outcome.why, 'Nothing was written: this feature needs that address.');
      default:
        this.draft.write(outcome.file, outcome.after);
        this.current = undefined;
        this.edits.push({
          change: outcome,
          why: brief(about.note, this.names.package),
          flag: about.flag ?? 'settings',
        });
    }
  }
}
