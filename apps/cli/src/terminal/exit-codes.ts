/** There is no such command or option, or it lacks what it needs. */
export const exit_misused = 2;
/** Something that was looked at is not as it should be: `doctor`, `status`. */
export const exit_trouble = 4;
/** Something was refused: `import`, `report`. */
export const exit_refused = 5;
/** Somebody stopped it before it was done: 128 and the number of SIGINT, as shells count. */
export const exit_stopped = 130;
