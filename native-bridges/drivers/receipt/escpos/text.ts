/** What decomposition leaves, and ASCII has another sign for. */
const SIGNS: { readonly [sign: string]: string } = {
  ...{ '‘': "'", '’': "'", '“': '"', '”': '"', '–': '-', '—': '-', '−': '-', '×': 'x', '·': '.', '•': '*' },
  ...{ ß: 'ss', æ: 'ae', Æ: 'AE', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ł: 'l', Ł: 'L' },
};

/**
 * Text in the signs that every printer has, whatever its code page: accents are left out, and what has no likeness
 * becomes a question mark. Line ends stay; no other control character reaches the printer, where it would be a command.
 */
export function toAscii(text: string): string {
  return [...text.normalize('NFKD')]
    .map((sign) => {
      if (/\p{M}/u.test(sign)) return '';
      const plain = SIGNS[sign] ?? sign;
      return /^[\x20-\x7e\n]+$/.test(plain) ? plain : '?';
    })
    .join('');
}

/** Breaks ASCII text between words into lines of at most so many columns; a word that is longer is broken itself. */
export function breakLines(text: string, columns: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let rest = paragraph;
    while (rest.length > columns) {
      const space = rest.lastIndexOf(' ', columns);
      const end = space > 0 ? space : columns;
      lines.push(rest.slice(0, end));
      rest = rest.slice(end).replace(/^ /, '');
    }
    return [...lines, rest];
  });
}
