/** Every append notifies here. It carries nothing: it only wakes readers, who look for themselves. */
export const notify_channel = 'sitrep_log';
