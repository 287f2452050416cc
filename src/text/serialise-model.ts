import type { LinearModel } from './linear-model';
import type { NGramOptions } from './n-grams';

/** A model as JSON: pieces in the order of their rows, weights as base64 of little-endian 32-bit floats. */
interface StoredModel {
  readonly version: 1;
  readonly labels: readonly string[];
  readonly nGrams: NGramOptions;
  readonly pieces: readonly string[];
  readonly scales?: string;
  readonly weights: string;
  readonly bias: string;
}

/** A model as text, from which {@link parseModel} makes the same model. */
export function serialiseModel(model: LinearModel<string>): string {
  const stored: StoredModel = {
    version: 1,
    labels: model.labels,
    nGrams: model.nGrams,
    pieces: [...model.rows.keys()],
    ...(model.scales && { scales: toBase64(model.scales) }),
    weights: toBase64(model.weights),
    bias: toBase64(model.bias),
  };
  return JSON.stringify(stored);
}

/** Reads what {@link serialiseModel} wrote. Throws when it is something else, or has other labels than expected. */
export function parseModel<Label extends string>(
  text: string,
  isLabel: (label: string) => label is Label,
): LinearModel<Label> {
  const stored = JSON.parse(text) as StoredModel;
  if (stored.version !== 1) throw new Error('The model was made by another version: build it again.');
  const labels = stored.labels.filter(isLabel);
  if (labels.length !== stored.labels.length)
    throw new Error('The model knows other labels: build it again.');
  return {
    labels,
    nGrams: stored.nGrams,
    rows: new Map(stored.pieces.map((piece, row) => [piece, row])),
    ...(stored.scales !== undefined && { scales: fromBase64(stored.scales) }),
    weights: fromBase64(stored.weights),
    bias: fromBase64(stored.bias),
  };
}

function toBase64(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

function fromBase64(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  // Copied, because Node hands out views into a shared pool that need not be aligned.
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
