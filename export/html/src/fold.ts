// Names in one form, whichever script they are written in. The rules are those of the language
// packs, with which Chancery itself looks names up (extract/names/name_fold.h); the page only
// carries them out. Without rules a name is found in its own script.

const vowels = new Set('aeiouy');

/** Case, accents, punctuation and invisible characters set aside; words parted by one space. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{Mn}\p{Mc}]+/gu, ' ').trim();
}

/** Vowels are dropped but at the beginning, where all are one; and one of two equal consonants. */
function skeletonOf(word: string): string {
  let skeleton = '';
  for (const letter of word) {
    if (vowels.has(letter)) {
      if (skeleton === '') skeleton = 'a';
    } else if (skeleton === '' || skeleton.at(-1) !== letter) {
      skeleton += letter;
    }
  }
  return skeleton;
}

export class Folder {
  private readonly letters: Map<string, string>;
  private readonly rules = new Map<string, [string, string][]>();

  constructor(letterFolds: [string, string][] = [], nameFolds: [string, string][] = []) {
    this.letters = new Map(letterFolds);
    for (const rule of nameFolds) {
      const first = String.fromCodePoint(rule[0].codePointAt(0)!);
      const list = this.rules.get(first);
      if (list) list.push(rule);
      else this.rules.set(first, [rule]);
    }
    for (const list of this.rules.values()) list.sort((a, b) => b[0].length - a[0].length);
  }

  /** As one compares names of one script. */
  normal(name: string): string {
    const plain = name
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFD')
      .replace(/(?<=\p{Script=Latin})\p{Mn}+/gu, '')
      .replace(/[\u093c\u200b-\u200f\u2060\ufeff]/gu, '');
    let folded = '';
    for (const letter of plain) folded += this.letters.get(letter) ?? letter;
    return lettersOf(folded);
  }

  /** The consonants that all spellings agree on, of a name in its normal form. */
  fold(normal: string): string {
    return normal
      .split(' ')
      .map((word) => skeletonOf(this.spell(word)))
      .filter((word) => word !== '')
      .join(' ');
  }

  private spell(word: string): string {
    let spelled = '';
    for (let at = 0; at < word.length; ) {
      const first = String.fromCodePoint(word.codePointAt(at)!);
      const rule = this.rules.get(first)?.find(([from]) => word.startsWith(from, at));
      if (rule) {
        spelled += rule[1];
        at += rule[0].length;
      } else {
        if (first < '\u0080') spelled += first;
        at += first.length;
      }
    }
    return spelled;
  }
}
