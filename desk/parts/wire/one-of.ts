// A word of an address, if it is one of those that mean something.

export const oneOf = <T extends string>(known: readonly T[], word: string | undefined): T | undefined => known.find(one => one === word)
