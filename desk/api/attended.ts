// Whether somebody sits before the page. What it asks by itself says so to the server and keeps no session alive.

const forMs = 60_000
let touchedAt = performance.now()
for (const kind of ['pointerdown', 'keydown', 'wheel'] as const) globalThis.window?.addEventListener(kind, () => { touchedAt = performance.now() }, { passive: true, capture: true })

export const isAttended = (): boolean => performance.now() - touchedAt < forMs
