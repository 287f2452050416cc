import { isCuePiece, type NGramOptions, weightedPiecesOf } from './n-grams';

/** Held here because training asks for them millions of times, and a sandbox (jest's) makes every look at `Math` dear. */
const { exp, sqrt } = Math;

/** A text and what it is. */
export interface Example<Label extends string> {
  readonly text: string;
  readonly label: Label;
}

/** How probable a model holds a label to be, in (0, 1). All labels of a text add up to 1. */
export interface Judgement<Label extends string> {
  readonly label: Label;
  readonly probability: number;
}

/**
 * A softmax classifier over character n-grams. Small, offline, the same on every machine; what moved it can be named
 * ({@link explain}), which is why it is linear.
 */
export interface LinearModel<Label extends string> {
  readonly labels: readonly Label[];
  readonly nGrams: NGramOptions;
  /** Each known piece with its row in `weights`. */
  readonly rows: ReadonlyMap<string, number>;
  /** How much each row counts in a text, before all are brought to one length; all alike when absent. */
  readonly scales?: Float32Array;
  /** Row-major: pieces × labels. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface TrainingOptions {
  readonly nGrams: NGramOptions;
  /** Pieces seen in fewer texts are left out. */
  readonly minTexts: number;
  readonly epochs: number;
  /** Step of AdaGrad. */
  readonly rate: number;
  /** Pull of the weights towards zero: the larger, the plainer the model. */
  readonly decay: number;
  /** Whether pieces met in few texts count for more than those met in many; ideas count alike. Not when absent. */
  readonly favourRare?: boolean;
}

export const defaultTraining: TrainingOptions = {
  nGrams: { from: 1, to: 4 },
  minTexts: 2,
  epochs: 24,
  rate: 0.3,
  decay: 1e-5,
};

/**
 * Trains a model. Deterministic: the same examples in the same order give the same weights, bit for bit. Labels that
 * occur rarely weigh as much as frequent ones. Throws when there is nothing to learn from.
 */
export function trainLinearModel<Label extends string>(
  examples: readonly Example<Label>[],
  options: TrainingOptions = defaultTraining,
): LinearModel<Label> {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  if (labels.length < 2) throw new Error('A model needs examples of at least two labels.');
  const texts = examples.map(({ text }) => weightedPiecesOf(text, options.nGrams));
  const counts = countsOf(texts);
  const rows = frequentPieces(counts, options.minTexts);
  const scales = options.favourRare ? rarityOf(rows, counts, texts.length) : undefined;
  const features = texts.map((pieces) => activeOf(pieces, { rows, ...(scales && { scales }) }));
  const width = labels.length;
  const weights = new Float32Array(rows.size * width);
  const bias = new Float32Array(width);
  const model = { labels, nGrams: options.nGrams, rows, weights, bias, ...(scales && { scales }) };
  const weightPower = new Float32Array(weights.length).fill(1e-6);
  const biasPower = new Float32Array(width).fill(1e-6);
  const balance = balanceOf(examples, labels);
  const random = shuffler(examples.length);
  const order = examples.map((_, index) => index);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    random.shuffle(order);
    for (const index of order) {
      const example = examples[index];
      const active = features[index];
      if (!example || !active) continue;
      const probabilities = probabilitiesOf(model, active);
      for (let label = 0; label < width; label += 1) {
        const wanted = labels[label] === example.label ? 1 : 0;
        const error = ((probabilities[label] ?? 0) - wanted) * (balance[index] ?? 1);
        step(bias, biasPower, label, error, options.rate);
        for (let place = 0; place < active.rows.length; place += 1) {
          const at = (active.rows[place] ?? 0) * width + label;
          const gradient = error * (active.values[place] ?? 0);
          step(weights, weightPower, at, gradient + options.decay * (weights[at] ?? 0), options.rate);
        }
      }
    }
  }
  return model;
}

/** What a model makes of a text, most probable first. */
export function judge<Label extends string>(
  model: LinearModel<Label>,
  text: string,
): readonly [Judgement<Label>, ...Judgement<Label>[]] {
  const active = activeOf(weightedPiecesOf(text, model.nGrams), model);
  const probabilities = probabilitiesOf(model, active);
  const judgements = model.labels
    .map((label, index) => ({ label, probability: probabilities[index] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
  const [first, ...others] = judgements;
  if (!first) throw new Error('A model without labels cannot judge.');
  return [first, ...others];
}

/** The pieces of a text that spoke most for a label, strongest first. */
export function explain<Label extends string>(
  model: LinearModel<Label>,
  text: string,
  label: Label,
  most = 5,
): readonly { readonly piece: string; readonly weight: number }[] {
  const column = model.labels.indexOf(label);
  return [...weightedPiecesOf(text, model.nGrams).keys()]
    .flatMap((piece) => {
      const row = model.rows.get(piece);
      return row === undefined
        ? []
        : [{ piece, weight: model.weights[row * model.labels.length + column] ?? 0 }];
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most);
}

function countsOf(texts: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const pieces of texts)
    for (const piece of pieces.keys()) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return counts;
}

function frequentPieces(counts: ReadonlyMap<string, number>, minTexts: number): Map<string, number> {
  const rows = new Map<string, number>();
  for (const [piece, count] of counts) if (count >= minTexts) rows.set(piece, rows.size);
  return rows;
}

/** In how many texts a piece of ordinary weight is met. */
const ORDINARY = 30;

/** Inverse document frequency, 1 for an idea and for a piece that is met in {@link ORDINARY} texts. */
function rarityOf(
  rows: ReadonlyMap<string, number>,
  counts: ReadonlyMap<string, number>,
  texts: number,
): Float32Array {
  const scales = new Float32Array(rows.size);
  for (const [piece, row] of rows) {
    const rarity = Math.log(1 + texts / (counts.get(piece) ?? 1)) / Math.log(1 + texts / ORDINARY);
    scales[row] = isCuePiece(piece) ? 1 : rarity;
  }
  return scales;
}

/** The known pieces of a text: their rows, and how much each counts; together a vector of length 1. */
interface Active {
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** A piece that counts for more stands there that many times. */
function activeOf(
  pieces: ReadonlyMap<string, number>,
  { rows, scales }: Pick<LinearModel<string>, 'rows' | 'scales'>,
): Active {
  const found: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const [piece, times] of pieces) {
    const row = rows.get(piece);
    if (row === undefined) continue;
    const value = scales?.[row] ?? 1;
    for (let time = 0; time < times; time += 1) {
      found.push(row);
      values.push(value);
      squares += value * value;
    }
  }
  const length = sqrt(Math.max(1, squares));
  return { rows: Int32Array.from(found), values: Float64Array.from(values, (value) => value / length) };
}

function probabilitiesOf<Label extends string>(
  { weights, bias, labels }: LinearModel<Label>,
  active: Active,
): Float64Array {
  const width = labels.length;
  const scores = Float64Array.from(bias);
  for (let place = 0; place < active.rows.length; place += 1) {
    const start = (active.rows[place] ?? 0) * width;
    const scale = active.values[place] ?? 0;
    for (let label = 0; label < width; label += 1) {
      scores[label] = (scores[label] ?? 0) + (weights[start + label] ?? 0) * scale;
    }
  }
  const highest = Math.max(...scores);
  let total = 0;
  for (let label = 0; label < width; label += 1) {
    const power = exp((scores[label] ?? 0) - highest);
    scores[label] = power;
    total += power;
  }
  for (let label = 0; label < width; label += 1) scores[label] = (scores[label] ?? 0) / total;
  return scores;
}

function step(values: Float32Array, power: Float32Array, at: number, gradient: number, rate: number): void {
  const grown = (power[at] ?? 0) + gradient * gradient;
  power[at] = grown;
  values[at] = (values[at] ?? 0) - (rate * gradient) / sqrt(grown);
}

/** How much each example counts, so that all labels count alike in sum. */
function balanceOf<Label extends string>(
  examples: readonly Example<Label>[],
  labels: readonly Label[],
): Float64Array {
  const counts = new Map<Label, number>();
  for (const { label } of examples) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Float64Array.from(examples, ({ label }) =>
    Math.min(3, sqrt(examples.length / (labels.length * (counts.get(label) ?? 1)))),
  );
}

/** Fisher–Yates over a small linear congruential generator: shuffles the same way every time it is made anew. */
function shuffler(seed: number) {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return {
    shuffle(items: number[]): void {
      for (let last = items.length - 1; last > 0; last -= 1) {
        const other = next(last + 1);
        const kept = items[last] ?? 0;
        items[last] = items[other] ?? 0;
        items[other] = kept;
      }
    },
  };
}
