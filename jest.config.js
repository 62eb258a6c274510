/** Two kinds of tests: `unit` needs Node alone; `django` runs real Django, servers and a browser. */
const shared = {
  rootDir: __dirname,
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache'],
};

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/__tests__/django/'],
    },
    { ...shared, displayName: 'django', testMatch: ['<rootDir>/__tests__/django/**/*.test.ts'] },
  ],
};
