// What somebody at the desk may do: each role may all that the one before it may.

export const roles = ['viewer', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]
