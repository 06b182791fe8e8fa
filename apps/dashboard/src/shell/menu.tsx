import type { ReactNode } from 'react';

/** A button that opens a short list of things to do; Escape and leaving it close it. */
export const Menu = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <details
    className="menu"
    onBlur={({ currentTarget, relatedTarget }) => {
      if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
    }}
    onKeyDown={(event) => {
      if (event.key !== 'Escape' || !event.currentTarget.open) return;
      event.preventDefault();
      event.currentTarget.open = false;
      event.currentTarget.querySelector('summary')?.focus();
    }}
  >
    <summary className="chip">{label}</summary>
    <div className="menu-list">{children}</div>
  </details>
);
