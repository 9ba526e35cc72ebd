// The colours in which somebody wants to see the desk.

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
export const isTheme = (text: unknown): text is Theme => themes.some(one => one === text)
