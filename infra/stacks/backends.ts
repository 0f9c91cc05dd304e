/** Where the state of stacks is kept: beside the written folder, for practice; or in PostgreSQL. */
export const BACKENDS = ['local', 'pg'] as const
export type Backend = (typeof BACKENDS)[number]
