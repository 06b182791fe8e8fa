import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Rejected } from './rejected.js';

const longest_quoted = 100;

/** Refuses parameters that are no text: a percent sign that is no code, or codes that are no UTF-8. They would be taken as they stand. */
@Injectable()
export class UnreadableParametersGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { url } = context.switchToHttp().getRequest<{ url: string }>();
    if (!url.includes('%')) return true;
    const [, query = ''] = url.split(/\?(.*)/s);
    const unread = query.split('&').find((one) => !isReadable(one));
    if (unread === undefined) return true;
    const [parameter = ''] = unread.split('=');
    const detail = `"${unread.slice(0, longest_quoted)}" is no text in UTF-8: a percent sign itself is %25.`;
    throw new Rejected('malformed', detail, [{ parameter, code: 'unreadable', detail }]);
  }
}

function isReadable(encoded: string): boolean {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
}
