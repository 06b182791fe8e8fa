import tseslint from 'typescript-eslint';

const literal_in_literal = {
  selector:
    ':matches(ObjectExpression > SpreadElement > ObjectExpression, ArrayExpression > SpreadElement > ArrayExpression)',
  message: 'Write the members out: a literal spread into a literal is not checked for unknown properties.',
};
const list_as_arguments = {
  selector: 'CallExpression > SpreadElement.arguments',
  message:
    'Pass the list, or go through it: a call takes some hundred thousand arguments, and a place may have more claims.',
};

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.data/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', literal_in_literal],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 50, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    files: ['libs/situation/src/**/*.ts'],
    ignores: ['**/*.{spec,fixture}.ts'],
    rules: { 'no-restricted-syntax': ['error', literal_in_literal, list_as_arguments] },
  },
  { files: ['**/*.spec.ts', '**/*.e2e-spec.ts', 'test/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
);
