// Prints one thing of a page alone: the style sheet of that thing says what goes, by `data-printing`.

export function printOnly(what: 'sheet' | 'pack'): void {
  document.documentElement.dataset['printing'] = what
  addEventListener('afterprint', () => { delete document.documentElement.dataset['printing'] }, { once: true })
  print()
}
