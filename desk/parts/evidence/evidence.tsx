export function Evidence(_: { dispute: unknown; context: unknown }) { return null }
