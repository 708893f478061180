import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Only these may read the process's environment variables; everyone else gets them as data. */
const readsProcessEnv = ['harness/environment/**', 'harness/cli/verdikjede.mjs'];
const waits = ['harness/common/wait-until.ts', 'harness/common/clock.ts'];

export default tseslint.config(
  { ignores: ['node_modules/**', 'reports/output/**', 'test-results/**', '.config/**', '.ci/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    basePath: new URL('..', import.meta.url).pathname,
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', '.config/tsconfig.load.json'],
        tsconfigRootDir: new URL('..', import.meta.url).pathname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-empty-pattern': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: [...readsProcessEnv, '**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read it in harness/environment and pass it on.' },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: [...waits, 'scenarios/**/*.load.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: 'Use waitUntil() or after(): a wait names what it waits for.' },
      ],
    },
  },
  {
    files: ['harness/comparison/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'fetch', 'process', 'performance', 'setTimeout'].map((name) => ({
          name,
          message: 'The comparison is pure: no clock, no I/O.',
        })),
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.scenario.ts'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': 'off',
    },
  },
  {
    files: [
      'playwright.config.ts',
      'reports/reporter.ts',
      'harness/run/global-*.ts',
      'harness/safety/control/control.config.ts',
      'scenarios/**/*.load.ts',
    ],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly' } },
  },
);
