/** What a request may need. A key may do what its roles hold. */
export const scopes = [
  'self:read',
  'answers:read',
  'exports:read',
  'reports:write',
  'reports:assess',
  'names:write',
  'drafts:own',
  'drafts:decide',
  'editions:write',
  'live:switch',
  'watches:read',
  'watches:write',
  'operations:read',
  'audit:read',
  'access:write',
] as const;
export type Scope = (typeof scopes)[number];

export const roleNames = ['reader', 'reporter', 'editor', 'analyst', 'admin'] as const;
export type Role = (typeof roleNames)[number];

const reading: readonly Scope[] = ['self:read', 'answers:read'];
/** Watches send what the desk has to somewhere else, as files do. */
const watching: readonly Scope[] = ['watches:read', 'watches:write'];
const reporting: readonly Scope[] = [...reading, 'reports:write', 'drafts:own'];

/** What each role may do. */
export const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  reader: reading,
  reporter: reporting,
  editor: [...reporting, 'drafts:decide', 'reports:assess', 'names:write', 'exports:read', ...watching],
  analyst: [...reading, 'exports:read', 'editions:write', ...watching],
  admin: scopes,
};

/** What several roles may do together; a role that this version does not know adds nothing. */
export const scopesOf = (roles: readonly string[]): ReadonlySet<Scope> =>
  new Set(roles.flatMap((role) => (Object.hasOwn(scopesOfRole, role) ? scopesOfRole[role as Role] : [])));

/** What concerns all that there is, and cannot be had in part: messages, editions, operation. */
const of_the_whole: readonly Scope[] = [
  'watches:read',
  'watches:write',
  'editions:write',
  'live:switch',
  'operations:read',
  'audit:read',
  'access:write',
];

/** What several roles may do for somebody who reads some outlets or places alone. */
export const scopesWithin = (roles: readonly string[]): ReadonlySet<Scope> =>
  new Set([...scopesOf(roles)].filter((scope) => !of_the_whole.includes(scope)));

/** The roles that hold a scope, for telling who could do it. */
export const rolesWith = (scope: Scope): readonly Role[] =>
  roleNames.filter((role) => scopesOfRole[role].includes(scope));

/** What requests without a key may do: nothing, what a reader may, or all but reading the audit and revoking. */
export const anonymousAccess = ['none', 'read', 'write'] as const;
export type AnonymousAccess = (typeof anonymousAccess)[number];

export const anonymousScopes: Readonly<Record<AnonymousAccess, ReadonlySet<Scope>>> = {
  none: new Set(),
  read: new Set(reading),
  write: new Set(scopes.filter((scope) => scope !== 'audit:read' && scope !== 'access:write')),
};
