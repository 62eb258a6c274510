import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import type { Outcome } from '../../src/project/outcome';
import { include, register, withSettings, withUrls } from './example';

/*
 * Random but valid settings and urls, put together from the shapes of real projects. Real Python
 * runs each of them before and after the edit: the app is there once, and all else is as before.
 */

const hasPython = spawnSync('python3', ['--version']).status === 0;
const runner = path.join(__dirname, 'run_python.py');

/** What a name holds after each source ran: with DEBUG off, and with DEBUG on. */
function runPython(sources: readonly string[], name: string): string[][][] {
  const input = JSON.stringify(sources.map((source) => ({ source, name })));
  const { status, stdout, stderr } = spawnSync('python3', [runner], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stderr}\n${sources.join('\n----\n')}`);
  return JSON.parse(stdout);
}

/** How a literal is written: brackets, lines, commas, comments. */
const layout = fc.record({
  lines: fc.boolean(),
  perLine: fc.integer({ min: 1, max: 3 }),
  trailingComma: fc.boolean(),
  indent: fc.constantFrom('    ', '  ', '\t'),
  comment: fc.constantFrom('', '  # why [not]', "  # 'off',"),
  commentAbove: fc.constantFrom('', '# a block', '# must stay last'),
});
type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never;

function literal(elements: readonly string[], brackets: string, style: Layout): string {
  const [open, close] = brackets;
  const tuple = open === '(' && elements.length === 1;
  const end = elements.length > 0 && (style.trailingComma || tuple) ? ',' : '';
  if (!style.lines) return `${open}${elements.join(', ')}${end}${close}`;
  const rows: string[] = [];
  for (let at = 0; at < elements.length; at += style.perLine) {
    const last = at + style.perLine >= elements.length;
    const row = elements.slice(at, at + style.perLine).join(', ');
    if (last && style.commentAbove) rows.push(style.indent + style.commentAbove);
    rows.push(`${style.indent}${row}${last ? end : ','}${style.comment}`);
  }
  return [open, ...rows, close].join('\n');
}

/** The habits of a whole file. */
const habits = fc.record({
  crlf: fc.boolean(),
  bom: fc.boolean(),
  finalNewline: fc.boolean(),
  docstring: fc.constantFrom('', '"""INSTALLED_APPS = [\'x\']; urlpatterns = []"""\n'),
});

function written(source: string, file: typeof habits extends fc.Arbitrary<infer T> ? T : never) {
  const text = file.docstring + (file.finalNewline ? `${source}\n` : source);
  return (file.bom ? '\uFEFF' : '') + (file.crlf ? text.replaceAll('\n', '\r\n') : text);
}

const settings = fc
  .record({
    lists: fc.array(
      fc.tuple(
        fc.array(fc.constantFrom("'a'", '"b"', "'c.apps.CConfig'"), { maxLength: 4 }),
        layout,
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    brackets: fc.constantFrom('[]', '()'),
    sum: fc.constantFrom('plus', 'star', 'grow', 'either'),
    later: fc.array(
      fc.constantFrom(
        "if DEBUG:\n    INSTALLED_APPS += type(INSTALLED_APPS)(['debug'])",
        "if DEBUG:\n    INSTALLED_APPS = type(INSTALLED_APPS)(['first']) + INSTALLED_APPS",
        'INSTALLED_APPS = list(dict.fromkeys(INSTALLED_APPS))\nINSTALLED_APPS.append("z")',
        "INSTALLED_APPS = [app for app in INSTALLED_APPS if app != 'a']",
        "INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in ('a', 'z')]",
        'INSTALLED_APPS = tuple(INSTALLED_APPS)',
        'INSTALLED_APPS = INSTALLED_APPS + INSTALLED_APPS[:0]',
        "try:\n    import no_such_module\nexcept ImportError:\n    pass\nelse:\n    INSTALLED_APPS = ['x']",
        "for name in ('x', 'y'):\n    if DEBUG and name not in INSTALLED_APPS:\n        INSTALLED_APPS = [*INSTALLED_APPS, name]",
      ),
      { maxLength: 2 },
    ),
    file: habits,
  })
  .map(({ lists, brackets, sum, later, file }) => {
    const names = ['DJANGO_APPS', 'OTHER_APPS', 'LOCAL_APPS'].slice(0, lists.length);
    const parts = lists.map(([apps, style]) => literal(apps, brackets, style));
    const named = parts.map((part, index) => `${names[index]} = ${part}`);
    const [open, close] = brackets;
    const sums: Record<string, string[]> = {
      plus: [...named, `INSTALLED_APPS = ${names.join(' + ')}`],
      star: [
        ...named,
        `INSTALLED_APPS = ${open}${names.map((name) => `*${name}, `).join('')}${close}`,
      ],
      grow: parts.map((part, index) => `INSTALLED_APPS ${index ? '+=' : '='} ${part}`),
      either: [
        'if DEBUG:',
        `    INSTALLED_APPS = ${open}'a',${close}`,
        'else:',
        `    INSTALLED_APPS = ${open}'b',${close}`,
      ],
    };
    return written([...sums[sum]!, ...later].join('\n'), file);
  });

const PLAIN = [
  "path('a/', view)",
  "re_path(r'^b/(?P<pk>[0-9]+)/$', view)",
  "path('c/', include('c.urls'))",
  "path('', view)",
];
const CATCH_ALL = [
  "path('<slug:slug>/', view)",
  "re_path(r'^.*$', view)",
  "path('', include('wagtail.urls'))",
];

const urls = fc
  .record({
    imports: fc.constantFrom(
      'from django.urls import include, path, re_path',
      'from django.urls import path, re_path, include  # noqa',
      'from django.urls import (\n    include,\n    path,\n    re_path,\n)',
    ),
    lists: fc.array(fc.tuple(fc.array(fc.constantFrom(...PLAIN), { maxLength: 3 }), layout), {
      minLength: 1,
      maxLength: 2,
    }),
    catchAll: fc.option(fc.tuple(fc.constantFrom(...CATCH_ALL), fc.constantFrom('last', 'own'))),
    later: fc.array(
      fc.constantFrom(
        "if settings.DEBUG:\n    urlpatterns += [path('d/', view)]",
        "if settings.DEBUG:\n    urlpatterns = [path('d/', view)] + urlpatterns",
        'urlpatterns += static(settings.MEDIA_URL, document_root=1)',
        "urlpatterns += i18n_patterns(path('e/', view))",
        "urlpatterns.append(path('f/', view))",
      ),
      { maxLength: 2 },
    ),
    shape: fc.constantFrom('list', 'list', 'static', 'i18n', 'patterns'),
    file: habits,
  })
  .map(({ imports, lists, catchAll, later, shape, file }) => {
    const lines = [
      imports,
      'from django.conf import settings',
      'from django.conf.urls import patterns, url',
      'from django.conf.urls.i18n import i18n_patterns',
      'from django.conf.urls.static import static',
      '',
    ];
    for (const [index, [routes, style]] of lists.entries()) {
      const last = index === lists.length - 1;
      const all = last && catchAll?.[1] === 'last' ? [...routes, catchAll[0]] : routes;
      const list = literal(all, '[]', style);
      const call = `(${shape === 'patterns' ? "'', " : ''}${all.join(', ')})`;
      const shapes: Record<string, string> = {
        list,
        static: `${list} + static(settings.MEDIA_URL)`,
        i18n: `i18n_patterns${call}`,
        patterns: `patterns${call}`,
      };
      lines.push(`urlpatterns ${index ? '+=' : '='} ${shapes[shape]}`);
    }
    if (catchAll?.[1] === 'own') lines.push(`urlpatterns += [${catchAll[0]}]`);
    return written([...lines, ...later].join('\n'), file);
  });

/** Edits all sources, runs them, and hands over what they held before and after. */
async function editAndRun(
  sources: readonly string[],
  edit: (source: string) => Promise<Outcome>,
  name: string,
  check: (before: string[], after: string[]) => void,
): Promise<number> {
  const changed: [string, string][] = [];
  for (const source of sources) {
    const outcome = await edit(source);
    if (outcome.outcome === 'change') changed.push([outcome.before, outcome.after]);
  }
  const held = runPython(changed.flat(), name);
  for (let at = 0; at < held.length; at += 2) {
    for (const debug of [0, 1]) check(held[at]![debug]!, held[at + 1]![debug]!);
  }
  return changed.length;
}

(hasPython ? describe : describe.skip)('evaluated by Python', () => {
  it('INSTALLED_APPS has the app once, and is otherwise equal', async () => {
    let edited = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(settings, { minLength: 25, maxLength: 25 }), async (sources) => {
        const edit = (source: string) => register(withSettings(source));
        edited += await editAndRun(sources, edit, 'INSTALLED_APPS', (before, after) => {
          expect(after.filter((app) => app !== 'blog')).toEqual(before);
          expect(after.filter((app) => app === 'blog')).toHaveLength(1);
        });
      }),
      { numRuns: 12 },
    );
    expect(edited).toBeGreaterThan(100);
  }, 60_000);

  it('urlpatterns has the route once, in front of every catch-all, and is otherwise equal', async () => {
    const isOurs = (route: string) => route.endsWith('-> blog.urls');
    const isCatchAll = (route: string) => /slug|\.\*|wagtail/.test(route);
    let edited = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(urls, { minLength: 25, maxLength: 25 }), async (sources) => {
        const edit = (source: string) => include(withUrls(source));
        edited += await editAndRun(sources, edit, 'urlpatterns', (before, after) => {
          expect(after.filter((route) => !isOurs(route))).toEqual(before);
          expect(after.filter(isOurs)).toHaveLength(1);
          const catchAll = after.findIndex(
            (route) => isCatchAll(route) && !route.startsWith('i18n'),
          );
          if (catchAll >= 0) expect(after.findIndex(isOurs)).toBeLessThan(catchAll);
        });
      }),
      { numRuns: 12 },
    );
    expect(edited).toBeGreaterThan(200);
  }, 60_000);
});
