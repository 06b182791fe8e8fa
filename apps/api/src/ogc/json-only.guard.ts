import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Rejected } from '../http/rejected.js';

const made = /^(?:\*\/\*|application\/(?:\*|json|geo\+json|schema\+json|vnd\.oai\.openapi\+json))$/;

/** Refuses requests that take none of the forms of JSON, which is all that is made under /ogc. */
@Injectable()
export class JsonOnlyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { accept = '*/*' } = context.switchToHttp().getRequest<{ headers: { accept?: string } }>().headers;
    const takesJson = accept.split(',').some((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      return made.test(type) && !parameters.some((one) => /^q=0(\.0*)?$/.test(one));
    });
    if (takesJson) return true;
    const detail = `Accept is ${accept.slice(0, 200)}. Everything under /ogc is JSON: send Accept: application/json.`;
    throw new Rejected('not_acceptable', detail);
  }
}
