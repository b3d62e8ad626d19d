/** Why a file can't be read at all: `values.reason` of the finding `unreadable`. Stable: reasons are added, never renamed. */
export const unreadableReasons = {
  empty: 'the file has no bytes',
  'not-ours': 'neither a bundle nor a ZIP',
  'not-a-bundle': 'JSON, or nearly, and not a bundle',
  'too-large': 'more bytes than are read',
  'archive-damaged': 'the ZIP is cut off, or its parts contradict each other',
  'archive-unsupported': 'the ZIP is encrypted, split, or packed by a method that is not read',
  'archive-too-large': 'the ZIP holds more files or bytes than are read, or unpacks to far more than it is',
  'archive-path': 'a file in the ZIP has a name that would leave its folder, or that systems read differently',
  'archive-twice': 'two files in the ZIP have one name',
  'archive-without-bundle': 'the ZIP holds no bundle.json',
} as const;

/** See {@link unreadableReasons}. */
export type UnreadableReason = keyof typeof unreadableReasons;

/** Thrown inside this package only: {@link verify} turns it into a report. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason) {
    super(unreadableReasons[reason]);
    this.name = 'Unreadable';
    this.reason = reason;
  }
}
