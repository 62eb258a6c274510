import { withoutSettings } from '../../src/edits/without-settings';
import { loadParser } from '../../src/python/parser';

beforeAll(loadParser);

const block = `import os

# | Rules.
if not DEBUG:
    # | Two
    # | lines.
    SECURE = True

    # | One.
    COOKIE = os.environ.get("COOKIE")

    LOGGING = {
        "version": 1,
    }
`;

const without = (...names: string[]) => withoutSettings(block, (name) => names.includes(name));

test('what is there is left out, with its notes', () => {
  expect(without()).toBe(block);
  expect(without('SECURE')).toBe(
    block.replace('    # | Two\n    # | lines.\n    SECURE = True\n\n', ''),
  );
  expect(without('SECURE', 'LOGGING')).toBe(
    'import os\n\n# | Rules.\nif not DEBUG:\n    # | One.\n    COOKIE = os.environ.get("COOKIE")\n',
  );
});

test('where all is there, nothing is left', () => {
  expect(without('SECURE', 'COOKIE', 'LOGGING')).toBe('');
});
