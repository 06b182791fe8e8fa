import type { ReactNode } from 'react';

interface SendBarProps {
  readonly failure: string;
  readonly send: string;
  /** What can be done instead of sending. */
  readonly children: ReactNode;
}

/** What the API refused, and the way to send. */
export const SendBar = ({ failure, send, children }: SendBarProps) => (
  <>
    {failure !== '' && (
      <p className="problem" role="alert">
        {failure}
      </p>
    )}
    <div className="send">
      {children}
      <button type="submit" className="send-now">
        {send}
      </button>
    </div>
  </>
);
