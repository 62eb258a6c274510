import type { SyntaxNode } from '../../python/syntax';
import type { Surroundings } from '../surroundings';
import type { Marks } from './marks';
import type { Rule } from './python';
import {
  type Assignment,
  assignment,
  classIn,
  doubleQuoted,
  elementsOf,
  isTrue,
  type PythonSource,
  pairsOf,
  stringIn,
} from './source';

/** Settings, and the entries of their lists. */
export const recogniseSettings: Rule = (source, around, marks) => {
  if (!isSettings(source, around)) return;
  markAll(source, source.statements, around, marks);
  // With django-configurations, settings are attributes of classes.
  for (const statement of source.statements) {
    const found = classIn(statement);
    if (found && /\b(INSTALLED_APPS|MIDDLEWARE|DATABASES)\b/.test(found.node.text)) {
      markAll(source, found.body, around, marks);
    }
  }
};

/** A file of the settings chain, or one that is called so and holds settings. */
export function isSettings({ path, text }: PythonSource, { settings }: Surroundings): boolean {
  if (settings.files.has(path)) return true;
  if (!/(^|\/)(settings|local_settings|settings_\w+|\w+_settings)(\.py$|\/)/.test(path))
    return false;
  const usual = text.match(
    /^\s*(DEBUG|SECRET_KEY|DATABASES|INSTALLED_APPS|MIDDLEWARE|ALLOWED_HOSTS|ROOT_URLCONF|STATIC_URL|CACHES|LOGGING|TEMPLATES|MEDIA_(?:URL|ROOT)|USE_TZ|TIME_ZONE|LANGUAGE_CODE|DEFAULT_AUTO_FIELD|EMAIL_\w+|SECURE_\w+|SESSION_\w+|CSRF_\w+)\b[^=\n]*=/gm,
  );
  return usual !== null && usual.length >= (/(^|\/)settings(\.py$|\/)/.test(path) ? 1 : 3);
}

function markAll(
  source: PythonSource,
  statements: readonly SyntaxNode[],
  around: Surroundings,
  marks: Marks,
): void {
  let above: { statement: SyntaxNode; name: string } | undefined;
  for (const statement of statements) {
    if (statement.type === 'if_statement') markProduction(source, statement, marks);
    const setting = assignment(statement);
    if (!setting) continue;
    const { name } = setting;
    const continues = above && isContinued(source.text, above, { statement, name });
    if (marks.has(`settings/${name}`) && !(continues && isFollower(name))) {
      const notes = notesOf(source, setting, around);
      const once = notes[0] === 'settings/smtp' ? notes[0] : name;
      marks.add(statement, name, notes, factsOf(setting, around), once);
    }
    markEntries(source, setting, around, marks);
    above = { statement, name };
  }
}

/** `EMAIL_PORT` right below `EMAIL_HOST`: the first of such a group is explained. */
function isContinued(
  text: string,
  above: { statement: SyntaxNode; name: string },
  below: { statement: SyntaxNode; name: string },
): boolean {
  const between = text.slice(above.statement.end, below.statement.start);
  const family = (name: string) => name.split('_')[0];
  return !/\n[ \t\r]*\n/.test(between) && family(above.name) === family(below.name);
}

const isFollower = (name: string) => name.startsWith('EMAIL_');

/** `if not DEBUG:` around the settings that only the live site has. */
function markProduction(source: PythonSource, statement: SyntaxNode, marks: Marks): void {
  if (statement.child('condition')?.text !== 'not DEBUG') return;
  const body = statement.child('consequence')?.text ?? '';
  const notes =
    /\bSECURE_SSL_REDIRECT = True/.test(body) && /"DJANGO_DEBUG"/.test(source.text)
      ? 'settings/production-https'
      : 'settings/production';
  marks.add(statement, 'not DEBUG', notes);
}

const fromEnvironment = /\bos\.environ\b|\bos\.getenv\b|\benv\w*[.(]|\bconfig\(|\bdecouple\b/i;

/** The notes of a setting, the most special one first. */
function notesOf(
  source: PythonSource,
  { name, value }: Assignment,
  around: Surroundings,
): string[] {
  const own = `settings/${name}`;
  const variant = variantOf(source, name, value, around);
  if (variant === 'live') return ['settings/smtp'];
  if (name === 'BASE_DIR' && !value.text.includes('__file__')) return [];
  return variant ? [`${own}-${variant}`, own] : [own];
}

function variantOf(
  source: PythonSource,
  name: string,
  value: SyntaxNode,
  around: Surroundings,
): string | undefined {
  const text = doubleQuoted(value.text);
  switch (name) {
    case 'BASE_DIR':
      return text === 'Path(__file__).resolve().parent.parent' &&
        around.settings.main === source.path &&
        source.path.split('/').length === 2
        ? 'manage'
        : undefined;
    case 'DEBUG':
      if (text.includes('"DJANGO_DEBUG", "true"')) return 'variable';
      return fromEnvironment.test(text) ? 'environment' : undefined;
    case 'SECRET_KEY':
      if (
        text === 'os.environ.get("DJANGO_SECRET_KEY", "")' &&
        /^if DEBUG and not SECRET_KEY:\r?\n {4}SECRET_KEY = /m.test(source.text)
      )
        return 'variable';
      if (fromEnvironment.test(text)) return 'environment';
      return stringIn(value) ? 'text' : undefined;
    case 'ALLOWED_HOSTS':
      if (text.includes('"DJANGO_ALLOWED_HOSTS", ""')) return 'variable';
      if (elementsOf(value).some((host) => stringIn(host) === '*')) return 'all';
      return value.type === 'list' && value.parts.length === 0 ? 'empty' : undefined;
    case 'DATABASES': {
      const engine = pairsOf(pairsOf(value).find(({ key }) => key === 'default')?.value).find(
        ({ key }) => key === 'ENGINE',
      );
      return engineOf(stringIn(engine?.value));
    }
    case 'AUTH_PASSWORD_VALIDATORS':
      if (value.type === 'list' && value.parts.length === 0) return 'empty';
      return usualValidators(value) ? 'usual' : undefined;
    case 'TEMPLATES':
      return text.includes('BASE_DIR / "templates"') || /BASE_DIR \/ 'templates'/.test(text)
        ? 'folder'
        : undefined;
    case 'STATIC_URL':
    case 'MEDIA_URL': {
      const address = stringIn(value);
      const isMedia = name === 'MEDIA_URL' && around.servesMedia;
      return address && !/^https?:/.test(address) ? (isMedia ? 'served' : 'address') : undefined;
    }
    case 'STATICFILES_DIRS':
      return /^[[(]BASE_DIR \/ ["']static["'],?[\])]$/.test(text) ? 'static' : undefined;
    case 'MEDIA_ROOT':
      return /^BASE_DIR \/ ["']media["']$/.test(text) && around.ignores('media/')
        ? 'ignored'
        : undefined;
    case 'EMAIL_BACKEND':
      return mailVariant(stringIn(value) ?? '', source);
    case 'MAILERS':
      return mailVariant(text, source);
    case 'ROOT_URLCONF':
    case 'WSGI_APPLICATION':
      return 'file';
    case 'TIME_ZONE':
      return /^USE_TZ\s*=\s*True\b/m.test(source.text) ? 'utc' : undefined;
    case 'SECURE_HSTS_SECONDS':
      return text.includes('"DJANGO_HSTS_SECONDS", "3600"') ? 'variable' : undefined;
    case 'LOGGING':
      return isInProduction(value) && /"root": \{"handlers": \["console"\]/.test(text)
        ? 'production'
        : undefined;
    case 'USE_I18N':
    case 'USE_TZ':
      return isTrue(value) ? 'on' : value.type === 'false' ? 'off' : undefined;
    case 'SECURE_SSL_REDIRECT':
    case 'SESSION_COOKIE_SECURE':
    case 'CSRF_COOKIE_SECURE':
    case 'SECURE_HSTS_INCLUDE_SUBDOMAINS':
    case 'SECURE_HSTS_PRELOAD':
      return isTrue(value) ? 'on' : undefined;
    case 'DEFAULT_AUTO_FIELD':
      return stringIn(value) === 'django.db.models.BigAutoField' ? 'big' : undefined;
    default:
      return undefined;
  }
}

function engineOf(engine: string | undefined): string | undefined {
  if (!engine) return undefined;
  if (engine.endsWith('.sqlite3')) return 'sqlite';
  return /\.(postgresql|postgresql_psycopg2|postgis|mysql|oracle)$/.test(engine)
    ? 'server'
    : undefined;
}

function usualValidators(value: SyntaxNode): boolean {
  const names = elementsOf(value).map((entry) =>
    pairsOf(entry)
      .map(({ value: name }) => stringIn(name)?.split('.').at(-1))
      .join(),
  );
  return (
    names.join() ===
    'UserAttributeSimilarityValidator,MinimumLengthValidator,CommonPasswordValidator,NumericPasswordValidator'
  );
}

function mailVariant(backend: string, { text }: PythonSource): string | undefined {
  if (/\bconsole\.EmailBackend/.test(backend)) {
    return /^if not DEBUG:[\s\S]*smtp\.EmailBackend/m.test(text) ? 'debug' : 'console';
  }
  if (!/\bsmtp\.EmailBackend/.test(backend)) return undefined;
  return /DJANGO_EMAIL_PASSWORD/.test(text) && /os\.environ/.test(text) ? 'live' : 'smtp';
}

function isInProduction(node: SyntaxNode): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'if_statement') return at.child('condition')?.text === 'not DEBUG';
  }
  return false;
}

function factsOf({ name, value }: Assignment, around: Surroundings) {
  const text = stringIn(value);
  const [module, attribute] = /^(.+)\.(\w+)$/.exec(text ?? '')?.slice(1) ?? [];
  const file = module && `${module.replaceAll('.', '/')}.py`;
  return {
    ...(around.rootUrls && name === 'ROOT_URLCONF' && { file: around.rootUrls }),
    ...(around.rootUrls && name === 'MEDIA_URL' && { file: around.rootUrls }),
    ...(name.endsWith('_APPLICATION') &&
      file &&
      attribute &&
      around.has(file) && { file, object: attribute }),
    ...(name.endsWith('_URL') && text && { address: withSlashes(text) }),
    ...(name === 'LANGUAGE_CODE' && text && { value: text }),
  };
}

const withSlashes = (address: string) => (address.startsWith('/') ? address : `/${address}`);

/** Lists of dotted names, each explained where it stands on a line of its own. */
function markEntries(
  source: PythonSource,
  { name, value }: Assignment,
  around: Surroundings,
  marks: Marks,
): void {
  if (/(^|_)APPS$/.test(name)) {
    for (const element of literalElements(value)) markApp(element, around, marks);
  } else if (/^MIDDLEWARE(_CLASSES)?$/.test(name)) {
    const completes = !/^\s*APPEND_SLASH\s*=\s*False/m.test(source.text);
    for (const element of literalElements(value)) markMiddleware(element, completes, marks);
  } else if (name === 'TEMPLATES') {
    for (const engine of elementsOf(value)) markEngine(engine, around, marks);
  }
}

/** Of `[…]`, and of the literals in `[…] + OTHERS`. */
function literalElements(value: SyntaxNode): readonly SyntaxNode[] {
  if (value.type === 'binary_operator') {
    return [value.child('left'), value.child('right')].flatMap((side) =>
      side ? literalElements(side) : [],
    );
  }
  return elementsOf(value);
}

function markApp(element: SyntaxNode, around: Surroundings, marks: Marks): void {
  const entry = stringIn(element);
  if (entry === undefined) return;
  if (entry.startsWith('django.contrib.')) {
    const note = `contrib/${entry.split('.')[2]}`;
    marks.add(element, entry, [`${note}-address`, note], { admin: around.admin });
    return;
  }
  const app = around.ownApp(entry);
  if (app) marks.add(element, entry, ['apps/local-app'], { app: app.label });
}

function markMiddleware(element: SyntaxNode, completes: boolean, marks: Marks): void {
  const entry = stringIn(element);
  if (!entry?.startsWith('django.') || (entry.endsWith('.CommonMiddleware') && !completes)) return;
  marks.add(element, entry, `middleware/${entry.split('.').at(-1)}`);
}

function markEngine(engine: SyntaxNode, around: Surroundings, marks: Marks): void {
  const backend = pairsOf(engine).find(({ key }) => key === 'BACKEND');
  if (stringIn(backend?.value) !== 'django.template.backends.django.DjangoTemplates') return;
  for (const { key, pair, value } of pairsOf(engine)) {
    switch (key) {
      case 'BACKEND':
        marks.add(pair, key, 'settings/TEMPLATES-BACKEND');
        break;
      case 'DIRS':
        marks.add(pair, key, dirsNotes(value, around));
        break;
      case 'APP_DIRS':
        if (isTrue(value)) marks.add(pair, key, 'settings/TEMPLATES-APP_DIRS');
        break;
      case 'OPTIONS':
        for (const option of pairsOf(value)) {
          if (option.key === 'context_processors') {
            marks.add(option.pair, option.key, processorNotes(option.value));
          }
        }
    }
  }
}

function dirsNotes(value: SyntaxNode, around: Surroundings): string {
  if (elementsOf(value).length === 0 && value.type === 'list')
    return 'settings/TEMPLATES-DIRS-empty';
  return /^\[BASE_DIR \/ ["']templates["']\]$/.test(value.text) &&
    around.has('templates/base.html') &&
    around.has('templates/home.html')
    ? 'settings/TEMPLATES-DIRS-site'
    : 'settings/TEMPLATES-DIRS';
}

function processorNotes(value: SyntaxNode): string {
  const names = elementsOf(value).map((element) => stringIn(element)?.split('.').at(-1));
  return ['request', 'auth', 'messages'].every((name) => names.includes(name))
    ? 'settings/TEMPLATES-context_processors-usual'
    : 'settings/TEMPLATES-context_processors';
}
