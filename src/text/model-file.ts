import { headed, unheaded } from './headed-bytes';
import type { LinearModel } from './linear-model';
import { serialiseModel } from './serialise-model';

interface FileHeader {
  readonly fingerprint: string;
  /** How many bytes each model takes, in their order. */
  readonly models: Readonly<Record<string, number>>;
}

/** Models that were trained on the same material, as one file. `fingerprint` stands for that material. */
export function packModels(
  fingerprint: string,
  models: Readonly<Record<string, LinearModel<string>>>,
): Buffer {
  const parts = Object.entries(models).map(([name, model]) => [name, serialiseModel(model)] as const);
  const header: FileHeader = {
    fingerprint,
    models: Object.fromEntries(parts.map(([name, bytes]) => [name, bytes.length])),
  };
  return headed(
    header,
    parts.map(([, bytes]) => bytes),
  );
}

/**
 * The models of a file that {@link packModels} made, each for `parseModel`; null when they were trained on other
 * material. Throws when the file is something else.
 */
export function unpackModels(bytes: Buffer, fingerprint: string): ReadonlyMap<string, Buffer> | null {
  const { header, body } = unheaded(bytes);
  if (!isFileHeader(header)) throw new Error('The file holds no models.');
  if (header.fingerprint !== fingerprint) return null;
  let at = 0;
  return new Map(
    Object.entries(header.models).map(([name, length]) => {
      at += length;
      return [name, body.subarray(at - length, at)];
    }),
  );
}

function isFileHeader(header: object): header is FileHeader {
  return (
    'fingerprint' in header &&
    'models' in header &&
    typeof header.models === 'object' &&
    header.models !== null
  );
}
