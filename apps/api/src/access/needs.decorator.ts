import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiSecurity } from '@nestjs/swagger';
import type { AuditAction, Scope } from '#platform';

/** What a route declares of itself. The guard refuses whatever declares nothing. */
export interface DeclaredAccess {
  /** `public` asks for no key. */
  readonly needs?: Scope | 'public';
  /** True where the answer goes on for as long as somebody reads: the key is then looked at again meanwhile. */
  readonly staysOpen?: boolean;
  /** Under which name the audit keeps that somebody asked for this. */
  readonly audited?: AuditAction;
  /** The member of the answer that nobody is shown again: an answer that is kept to be repeated is without it. */
  readonly shownOnce?: string;
}

/** The schemes of the description of the API. */
export const bearer_scheme = 'key';
export const basic_scheme = 'keyAsPassword';

/** What a key must be allowed to do for this route. */
export const Needs = (
  needs: Scope,
  more: Pick<DeclaredAccess, 'staysOpen' | 'audited' | 'shownOnce'> = {},
): MethodDecorator =>
  applyDecorators(
    RouteConfig({ needs, ...more }),
    ApiSecurity({ [bearer_scheme]: [needs] }),
    ApiSecurity({ [basic_scheme]: [needs] }),
  );

/** A route that everybody who reaches the server may ask. */
export const Public = (): MethodDecorator => RouteConfig({ needs: 'public' } satisfies DeclaredAccess);
