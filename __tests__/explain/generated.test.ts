/** What is created with notes, and what `annotate` makes of the same files without: they agree. */
import { djangoVersions } from '../../src/django';
import { annotate } from '../../src/explain/annotate';
import type { CommentLevel } from '../../src/explain/comments';
import { languageOf } from '../../src/explain/languages';
import { surroundingsOf } from '../../src/explain/surroundings-of';
import { inMemory } from '../../src/project/files';
import { openProject } from '../../src/project/project';
import { type RenderedFile, renderApp, renderProject } from '../../src/render/render';
import {
  type AppOptions,
  type AppVariables,
  appVariables,
  djangoVariables,
} from '../../src/render/variables';
import { combinations, pictures } from '../fields/combinations';

const version = '6.1';

interface Case {
  django?: (typeof djangoVersions)[number];
  apps?: AppVariables[];
  /** Apps that are added to the project afterwards. */
  added?: { app: AppVariables; bare?: boolean }[];
}

/** All files of a project, its lists as add-app leaves them, at a level. */
function files({ django = version, apps = [], added = [] }: Case, comments: CommentLevel) {
  const request = {
    project: { package: 'mysite', title: 'my-site', secretKey: 'django-insecure-x' },
    apps,
    django: djangoVariables(django),
    comments,
  };
  const ofProject = renderProject(request);
  const ofApps = added.flatMap(({ app, bare }) =>
    renderApp(app, { ...request, apps: [], bare: bare === true }),
  );
  return new Map(
    [...ofProject, ...ofApps].map(({ path, content }: RenderedFile) => [path, String(content)]),
  );
}

/** The settings and urls with the added apps, which have no notes of their own there. */
function wired(none: Map<string, string>, added: Case['added'] = []): Map<string, string> {
  const settings = none.get('mysite/settings.py')!;
  const urls = none.get('mysite/urls.py')!;
  const entries = added.map(({ app }) => `    "${app.module}",\n`).join('');
  const imported = urls.replace('django.urls import path', 'django.urls import include, path');
  const routes = added.map(
    ({ app }) => `    path("${app.prefix}", include("${app.module}.urls")),\n`,
  );
  return new Map(none)
    .set(
      'mysite/settings.py',
      settings.replace('    "django.contrib.staticfiles",\n', `$&${entries}`),
    )
    .set('mysite/urls.py', imported.replace('    path("admin/"', `${routes.join('')}$&`));
}

async function expectAgreement(of: Case): Promise<void> {
  const none = files(of, 'none');
  const disk = wired(none, of.added);
  if (of.added?.some(({ app }) => app.base !== 'base.html')) {
    for (const path of disk.keys()) if (/^(templates|static)\//.test(path)) disk.delete(path);
  }
  const project = await openProject('/project', {
    files: inMemory(
      Object.fromEntries([...disk].map(([path, text]) => [`/project/${path}`, text])),
    ),
  });
  const around = surroundingsOf(project);
  const wiredFiles = of.added ? ['mysite/settings.py', 'mysite/urls.py'] : [];
  for (const level of ['full', 'brief'] as const) {
    for (const [path, text] of files(of, level)) {
      if (!languageOf(path) || wiredFiles.includes(path) || !disk.has(path)) continue;
      const annotated = annotate(path, Buffer.from(none.get(path)!), level, around);
      expect({ path, level, ...annotated }).toMatchObject({ path, level, after: text });
      const stripped = annotate(path, Buffer.from(text), 'none', around);
      expect({ path, level, ...stripped }).toMatchObject({ path, level, after: none.get(path) });
    }
  }
}

describe.each(djangoVersions)('a project for Django %s', (django) => {
  test.each([
    ['with an app', [appVariables('blog', 'Post')]],
    ['with another model', [appVariables('shop', 'ShopItem')]],
    ['with an irregular plural', [appVariables('library', 'Person')]],
    ['without an app', []],
  ])('%s', (_, apps) => expectAgreement({ django, apps }));
});

const blog = appVariables('blog', 'Post');
const shop = (options: AppOptions = {}) => appVariables('shop', 'Product', options);

describe('an added app', () => {
  test.each<[string, Case['added']]>([
    ['beside another one', [{ app: shop() }]],
    ['without a frame in the project', [{ app: shop({ hasBase: false }) }]],
    ['without a model', [{ app: shop(), bare: true }]],
    ['at another address', [{ app: shop({ prefix: 'our/shop/' }) }]],
    ['at the root of the site', [{ app: shop({ prefix: '' }) }]],
    ['in a package', [{ app: shop({ module: 'apps.shop', folder: 'apps/shop' }) }]],
    [
      'with a long name',
      [{ app: appVariables('a_rather_long_name_for_an_app', 'ALongNameForTheModel') }],
    ],
    ['and one more', [{ app: shop() }, { app: appVariables('library', 'Book') }]],
  ])('%s', (_, added) => expectAgreement({ apps: [blog], added }));
});

test.each([...combinations, ...pictures])('an app with %s', (fields) =>
  expectAgreement({ added: [{ app: appVariables('things', 'Thing', { fields }) }] }),
);
