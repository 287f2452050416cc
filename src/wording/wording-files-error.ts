/** The files about wording cannot be used as they are. Its message names the file and what is wrong, for their authors. */
export class WordingFilesError extends Error {
  override readonly name = 'WordingFilesError';
}
