/** Every note of a feature finds its place again in a file without notes. */
import type { CommentLevel } from '../../src/explain/comments';
import { placesOf } from '../../src/features/marks';
import {
  type FeatureVariables,
  noteAbove,
  renderFeature,
  renderPart,
} from '../../src/features/render';
import { featureMarks } from '../../src/generated/feature-marks';
import { features } from '../../src/generated/features';
import { djangoVariables } from '../../src/render/variables';

const variables = (comments: CommentLevel): FeatureVariables => ({
  project: {
    ...{ package: 'mysite', folder: 'mysite', title: 'mysite', settings: 'mysite.settings' },
    ...{ wsgi: 'mysite.wsgi', asgi: 'mysite.asgi', secretKey: 'x' },
    static: { address: '/static/', folder: 'staticfiles' },
    media: { address: '/media/', folder: 'media' },
    ...{ base: '', login: '' },
  },
  apps: [],
  django: djangoVariables('6.1'),
  comments,
  features: features.map(({ feature }) => feature.id),
  answers: { 'server-folder': '/srv/mysite', domain: 'example.com' },
});

/** The text with its notes again, as the level has them. */
function annotated(path: string, text: string, level: CommentLevel): string {
  const lines = text.split('\n');
  for (const { note, line, isFile } of placesOf(featureMarks, path, text).reverse()) {
    const indent = /^ */.exec(lines[line - 1]!)![0];
    const app = path.split('/')[0]!;
    const written = noteAbove(path, note, variables(level), { app })(isFile ? '' : indent);
    if (written) lines.splice(line - 1, 0, written.replace(/\n$/, ''));
  }
  return lines.join('\n');
}

const files = features.flatMap((feature) => {
  const [full, brief, none] = (['full', 'brief', 'none'] as const).map((level) =>
    renderFeature(feature, variables(level)),
  );
  return none!.map((file, index) => ({
    path: file.path,
    none: String(file.content),
    full: String(full![index]!.content),
    brief: String(brief![index]!.content),
  }));
});

const parts = features.flatMap((feature) =>
  feature.parts.map(({ path }) => {
    const name = path.replace(/\.ejs$/, '');
    const [full, brief, none] = (['full', 'brief', 'none'] as const).map((level) =>
      renderPart(feature, name, variables(level)),
    );
    return {
      path: name.endsWith('.py') ? `mysite/${name}` : name,
      full: full!,
      brief: brief!,
      none: none!,
    };
  }),
);

// An empty file has no line that would tell whose it is: any app has an empty __init__.py.
const withLines = [...files, ...parts].filter(({ none }) => none !== '');

test.each(withLines)('$path', ({ path, full, brief, none }) => {
  expect(annotated(path, none, 'full')).toBe(full);
  expect(annotated(path, none, 'brief')).toBe(brief);
});

test('lines that edits place', () => {
  const notes = (path: string, text: string) =>
    placesOf(featureMarks, path, text).map(({ note, line }) => `${line} ${note}`);
  expect(
    notes(
      'mysite/settings.py',
      "MIDDLEWARE = [\n    'whitenoise.middleware.WhiteNoiseMiddleware',\n]\n",
    ),
  ).toEqual(['2 whitenoise/WhiteNoiseMiddleware']);
  expect(notes('requirements.txt', '# gunicorn\npsycopg[binary]~=3.2\ngunicorn>=23,<28\n')).toEqual(
    ['2 requirements/psycopg', '3 requirements/gunicorn'],
  );
  expect(notes('.env.example', 'DJANGO_DEBUG=false\n')).toEqual([
    '1 files/env-example',
    '1 environment/DJANGO_DEBUG',
  ]);
  expect(notes('mysite/urls.py', 'path("health/", include("mysite.health")),\n')).toEqual([
    '1 urls/health',
  ]);
  expect(notes('README.md', 'gunicorn\n')).toEqual([]);
});
