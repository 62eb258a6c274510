/** Where static files and uploads lie, read off the settings. */
import { served } from '../../src/features/served';
import { inMemory } from '../../src/project/files';
import { openProject } from '../../src/project/project';

const head = `import os
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
INSTALLED_APPS = []
`;

const manage = `import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
`;

async function told(settings: string, kind: 'STATIC' | 'MEDIA' = 'STATIC'): Promise<string> {
  const files = inMemory({
    '/project/manage.py': manage,
    '/project/mysite/__init__.py': '',
    '/project/mysite/settings.py': head + settings,
  });
  const { address, folder } = served(await openProject('/project', { files }), kind);
  return `${address} ${folder}`;
}

test.each([
  ['', '/static/ staticfiles'],
  ['STATIC_URL = "assets/"\nSTATIC_ROOT = BASE_DIR / "var" / "assets"\n', '/assets/ var/assets'],
  ['STATIC_URL = "/s/"\nSTATIC_ROOT = os.path.join(BASE_DIR, "collected/")\n', '/s/ collected'],
  ['STATIC_ROOT = "/var/www/static/"\n', '/static/ /var/www/static'],
  // Not known without running it, or not here: the usual names.
  ['STATIC_URL = "https://cdn.example.com/"\n', '/static/ staticfiles'],
  ['STATIC_ROOT = os.environ["STATIC_ROOT"]\n', '/static/ staticfiles'],
  ['STATIC_ROOT = BASE_DIR.parent / "static"\n', '/static/ staticfiles'],
  ['STATIC_ROOT = BASE_DIR / "a b; }"\n', '/static/ staticfiles'],
  ['if DEBUG:\n    STATIC_ROOT = "/a"\nelse:\n    STATIC_ROOT = "/b"\n', '/static/ staticfiles'],
])('%j', async (settings, expected) => {
  expect(await told(settings)).toBe(expected);
});

test('uploads', async () => {
  expect(await told('MEDIA_URL = "up/"\nMEDIA_ROOT = BASE_DIR / "up"\n', 'MEDIA')).toBe('/up/ up');
  expect(await told('', 'MEDIA')).toBe('/media/ media');
});
