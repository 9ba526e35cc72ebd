export function History(_: { dispute: unknown }) { return null }
