/** Stands as `version` in what `--json` prints; raised when a member goes or means something else. */
export const json_version = 1;
