/**
 * Three kinds of tests: `unit` needs Node alone; `django` runs real Django, servers and a browser;
 * `slow` takes many minutes and is run by hand (`npm run test:slow`).
 */
const shared = {
  rootDir: __dirname,
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache'],
};

module.exports = {
  testSequencer: '<rootDir>/scripts/longest-first.js',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/__tests__/django/', '<rootDir>/__tests__/slow/'],
    },
    { ...shared, displayName: 'django', testMatch: ['<rootDir>/__tests__/django/**/*.test.ts'] },
    { ...shared, displayName: 'slow', testMatch: ['<rootDir>/__tests__/slow/**/*.test.ts'] },
  ],
};
