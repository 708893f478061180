/** A letter as the citizen has it. */
export interface PortalLetter {
  readonly id: string;
  /** Of the document that it came with: lets a driver tell letters of the same title apart. */
  readonly msgId: string;
  /** Whose it is: nobody else may learn that it exists. */
  readonly pid: string;
  readonly title: string;
  readonly senderName: string;
  readonly organisationName: string;
  readonly text: string;
  readonly sentAt: Date;
  readonly attachment: Attachment | undefined;
  /** When the citizen opened it for the first time. */
  readonly openedAt: Date | undefined;
}
export interface Attachment {
  readonly title: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly content: Buffer;
}

export interface Letters {
  add(letter: PortalLetter): void;
  /** Everybody's. */
  all(): readonly PortalLetter[];
  remove(id: string): void;
  /** The person's letters, newest first. */
  of(pid: string): readonly PortalLetter[];
  /** The person's letter with this id; another person's is not found. */
  find(pid: string, id: string): PortalLetter | undefined;
  /** As find(), and the first time it is recorded that the person opened it. */
  open(pid: string, id: string, at: Date): PortalLetter | undefined;
}

/** The portal's memory of letters. */
export function createLetters(): Letters {
  const letters = new Map<string, PortalLetter>();
  const find = (pid: string, id: string): PortalLetter | undefined => {
    const letter = letters.get(id);
    return letter?.pid === pid ? letter : undefined;
  };
  return {
    add: (letter) => void letters.set(letter.id, letter),
    all: () => [...letters.values()],
    remove: (id) => void letters.delete(id),
    of: (pid) =>
      [...letters.values()]
        .filter((letter) => letter.pid === pid)
        .sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime()),
    find,
    open: (pid, id, at) => {
      const letter = find(pid, id);
      if (letter === undefined || letter.openedAt !== undefined) return letter;
      const opened = { ...letter, openedAt: at };
      letters.set(id, opened);
      return opened;
    },
  };
}
