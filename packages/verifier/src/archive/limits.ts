const mebibyte = 1024 * 1024;

/** What is read at most. A dossier of one enrolment has some hundred files and a few megabytes; these bounds only stop what isn't one. */
export const limits = {
  /** Bytes of one file that is dropped or named. */
  fileBytes: 512 * mebibyte,
  /** Bytes of one bundle. */
  bundleBytes: 64 * mebibyte,
  /** Entries of an archive, folders counted. */
  entries: 10_000,
  /** Bytes of one file inside an archive, unpacked. */
  entryBytes: 256 * mebibyte,
  /** Bytes of all files inside an archive, unpacked. */
  totalBytes: 1024 * mebibyte,
  /** How many times larger than packed a file may be, once it is above {@link limits.ratioFrom}. Text reaches 30. */
  ratio: 250,
  ratioFrom: mebibyte,
} as const;
