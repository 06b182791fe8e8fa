/** Why an edition cannot be used or changed as wanted; stable, for programs. */
export type EditionObstacle =
  | 'unusable'
  | 'unknown'
  | 'live'
  | 'pinned'
  | 'being_built'
  | 'in_use'
  | 'not_ready'
  | 'failed'
  | 'name_taken'
  | 'bad_name'
  | 'other_definition'
  | 'other_projections'
  | 'other_log'
  | 'not_whole'
  | 'too_many_editions'
  | 'editions_too_large';

/** An edition cannot be used: the message says why and what to do. */
export class EditionUnusable extends Error {
  override readonly name = 'EditionUnusable';

  constructor(
    message: string,
    readonly obstacle: EditionObstacle = 'unusable',
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, options);
  }
}
