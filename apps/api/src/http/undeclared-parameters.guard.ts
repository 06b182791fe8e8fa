import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Rejected } from './rejected.js';

/**
 * Refuses parameters in the address of a write that takes none: a write with `?dryRun=true`
 * must not be done by a route that does not know the parameter. Routes with parameters of their own check theirs by shape.
 */
@Injectable()
export class UndeclaredParametersGuard implements CanActivate {
  private readonly takesParameters = new WeakMap<object, boolean>();

  canActivate(context: ExecutionContext): boolean {
    const { method, query } = context.switchToHttp().getRequest<{ method: string; query: object }>();
    const [first] = Object.keys(query);
    if (first === undefined || method === 'GET' || method === 'HEAD' || this.takes(context)) return true;
    const detail = 'This address takes no parameters. /docs lists what each address takes.';
    throw new Rejected('malformed', detail, [{ parameter: first, code: 'unknown_field', detail }]);
  }

  private takes(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    const known = this.takesParameters.get(handler);
    if (known !== undefined) return known;
    const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name) ?? {}) as object;
    const takes = Object.keys(declared).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
    this.takesParameters.set(handler, takes);
    return takes;
  }
}
