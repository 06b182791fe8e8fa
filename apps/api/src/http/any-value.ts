/** The schema of what can be any value of JSON, for a property of an answer. */
export const any_value = {
  anyOf: [
    ...['string', 'number', 'boolean', 'object', 'null'].map((type) => ({ type })),
    { type: 'array', items: {} as const },
  ],
};
