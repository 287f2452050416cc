import { headed, unheaded } from './headed-bytes';
import type { LinearModel } from './linear-model';
import type { NGramOptions } from './n-grams';

/** What a model is besides its numbers and pieces. */
interface ModelHeader {
  readonly version: 2;
  readonly labels: readonly string[];
  readonly nGrams: NGramOptions;
  readonly rows: number;
  readonly scaled: boolean;
}

/** Between pieces; none holds it, since no text that people write does. */
const END_OF_PIECE = '\0';

/**
 * A model as bytes, from which {@link parseModel} makes the same model: a header, then weights, bias and scales as
 * 32-bit floats in the order of this machine, then the pieces in the order of their rows.
 */
export function serialiseModel(model: LinearModel<string>): Buffer {
  const header: ModelHeader = {
    version: 2,
    labels: model.labels,
    nGrams: model.nGrams,
    rows: model.rows.size,
    scaled: model.scales !== undefined,
  };
  const pieces = [...model.rows.keys()];
  if (pieces.some((piece) => piece.includes(END_OF_PIECE)))
    throw new Error('An example holds the character NUL: take it out.');
  const floats = [model.weights, model.bias, ...(model.scales ? [model.scales] : [])];
  const bytes = floats.map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  return headed(header, [...bytes, Buffer.from(pieces.join(END_OF_PIECE))]);
}

/** Reads what {@link serialiseModel} wrote. Throws when it is something else, or has other labels than expected. */
export function parseModel<Label extends string>(
  bytes: Buffer,
  isLabel: (label: string) => label is Label,
): LinearModel<Label> {
  const { header, body } = unheaded(bytes);
  if (!isModelHeader(header)) throw new Error('The model was made by another version: build it again.');
  const labels = header.labels.filter(isLabel);
  if (labels.length !== header.labels.length)
    throw new Error('The model knows other labels: build it again.');
  let at = 0;
  const floats = (count: number): Float32Array => {
    // Copied out in one go: a view would need its place in the file to be a multiple of four.
    const taken = new Float32Array(new Uint8Array(body.subarray(at, at + count * 4)).buffer);
    at += count * 4;
    return taken;
  };
  const weights = floats(header.rows * labels.length);
  const bias = floats(labels.length);
  const scales = header.scaled ? floats(header.rows) : undefined;
  const rows = new Map<string, number>();
  for (const piece of body.toString('utf8', at).split(END_OF_PIECE)) rows.set(piece, rows.size);
  return { labels, nGrams: header.nGrams, rows, weights, bias, ...(scales && { scales }) };
}

function isModelHeader(header: object): header is ModelHeader {
  return 'version' in header && header.version === 2;
}
