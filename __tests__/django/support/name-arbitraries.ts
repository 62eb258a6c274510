/** Names for fast-check: words that often make trouble, in the shapes that people type. */
import fc, { type Arbitrary } from 'fast-check';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Python's own words, hard and soft, and what it has built in. */
const pythonWords = words(`
  False None True and as assert async await break class continue def del elif else except finally
  for from global if import in is lambda nonlocal not or pass raise return try while with yield
  match case type _ abs all any bool dict dir filter float hash id input int iter len list map max
  min next object open print property range repr reversed round set slice sorted str sum super
  tuple vars zip Exception Warning ValueError self cls args kwargs exit help copyright
`);

/** Modules that a package of the same name would hide. */
const moduleNames = words(`
  os sys re io json html http email code calendar string random secrets site test this types time
  token select signal socket queue platform profile resource statistics tomllib django asgiref
  sqlparse tzdata psycopg PIL celery rest_framework debug_toolbar setuptools
`);

/** What the generated code imports, defines or passes on. */
const codeWords = words(`
  Q Model models TestCase SimpleTestCase admin AdminConfig AppConfig ModelAdmin Migration migrations
  Meta reverse render path include views urls settings static TemplateView get_user_model
  get_object_or_404 request response context query word url pears apples admin_user admin_url
  post title body attachment is_featured created_at updated_at objects pk DoesNotExist save delete
  check clean full_clean urlpatterns app_name forloop block perms user messages csrf_token csrf
  home base page empty entries search tests apps wsgi asgi manage templates media staticfiles
`);

/** What every Django project has already. */
const djangoWords = words(`
  auth user users group groups permission session sessions contenttypes content_type logentry
  log_entry ContentType LogEntry message staticfiles migrate django_admin
`);

/** English words with a plural of their own, or none. */
const pluralWords = words(`
  news series sheep categories category people person child children data datum bus buses status
  address analysis analyses axis quiz quizzes wolf knife photo potato hero matrix index medium
  criteria fish mouse mice lens gas class box day city boss news_item species deer
`);

const ordinaryWords = words(`
  blog shop core app apps api web main pages accounts catalog order orders invoice polls my_site
  project mysite backend frontend x y A B Ab ABC URL HTTPServer MyHTTPServer IOError OAuth2Token
  ProductV2 x1 a1b2 i18n item Item thing wiki forum con prn aux nul com1 lpt1
`);

/** All of them, each once. */
export const troublesomeWords: readonly string[] = [
  ...new Set([
    ...pythonWords,
    ...moduleNames,
    ...codeWords,
    ...djangoWords,
    ...pluralWords,
    ...ordinaryWords,
  ]),
];

const word = fc.constantFrom(...troublesomeWords);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const pascal = (text: string): string => text.split('_').map(capital).join('');

const shapes: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  pascal,
  (text) => `${text}s`,
  (text) => `my_${text}`,
  (text) => `${text}_app`,
  (text) => `${text}2`,
  (text) => `${pascal(text)}Item`,
  (text) => `My${pascal(text)}`,
  (text) => `_${text}`,
  (text) => `${text}_`,
  (text) => `2${text}`,
  (text) => text.replaceAll('_', '-'),
  (text) => text.replaceAll('_', ' '),
];

const shaped = fc.tuple(word, fc.constantFrom(...shapes)).map(([text, shape]) => shape(text));

const compound = fc
  .tuple(word, word, fc.constantFrom('_', '__', '-', '.', ''))
  .map(([first, second, joint]) => first + joint + second);

const compoundClass = fc
  .array(word, { minLength: 2, maxLength: 4 })
  .map((all) => all.map(pascal).join(''));

const letters = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });

/** Any identifier, also of a length where a rule begins to refuse. */
const identifier = fc.oneof(
  fc
    .tuple(letters('abcxyzQZ', 1, 1), letters('abceimnorsty_019XYZ', 0, 12))
    .map(([first, rest]) => first + rest),
  fc
    .tuple(letters('abcXYZ', 1, 1), letters('abceimnorstyA1', 28, 42))
    .map(([first, rest]) => first + rest),
  fc
    .array(letters('abcdeimnorsty', 1, 9), { minLength: 3, maxLength: 8 })
    .map((parts) => parts.map(capital).join('')),
);

/** What nobody means, but somebody types. */
const odd = fc.oneof(
  fc.string({ maxLength: 50 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '',
    ' ',
    '.',
    '..',
    '/',
    'café',
    'naïve',
    'модель',
    'ﬁnd',
    'ª',
    'a\u0000b',
    'a\nb',
    '--app',
  ),
  fc.string({ minLength: 90, maxLength: 300 }),
);

/** Anything that could be given for the name of a project or an app. */
export const packageName: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: shaped },
  { weight: 2, arbitrary: compound },
  { weight: 3, arbitrary: identifier },
  { weight: 1, arbitrary: odd },
);

/** Anything that could be given for the name of a model. */
export const modelName: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: shaped.map(pascal) },
  { weight: 1, arbitrary: shaped },
  { weight: 2, arbitrary: compoundClass },
  { weight: 3, arbitrary: identifier.map(capital) },
  { weight: 1, arbitrary: odd },
);
