// Which text may come in: what people, logs and terminals can bear. Control characters (C1 too: 0x9b alone begins a terminal's
// control sequence) and what turns the direction of the letters round it stay out; marks that a right-to-left text needs may come.

export const isPlainText = (text: string): boolean => text.isWellFormed() && !unfit.test(text)

/** A name: nothing that begins another line either. */
export const isPlainLine = (text: string): boolean => isPlainText(text) && !breaks.test(text)

const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/
const breaks = /[\t\n\r\u2028\u2029]/
