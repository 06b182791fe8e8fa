const poll_ms = 500;

/**
 * npm starts us through a shell. When somebody ends npm, that shell may die without passing the signal on, and we would
 * go on serving with nobody to stop us. So losing the parent counts as SIGTERM; but only under npm: whoever starts us
 * from a shell of his own may well close that shell.
 */
export function stopWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, poll_ms);
  watch.unref();
}
