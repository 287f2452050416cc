/** What a text may be screened as. Their meaning: `flows/safety/README.md`. */
export const safetyLabels = [
  'none',
  'distress',
  'self_harm',
  'suicide',
  'violence',
  'abuse',
  'medical',
] as const;
export type SafetyLabel = (typeof safetyLabels)[number];

/** The labels of danger: all but `none` and `distress`. Only these can be urgent. */
export const dangerLabels = ['self_harm', 'suicide', 'violence', 'abuse', 'medical'] as const;
export type DangerLabel = (typeof dangerLabels)[number];

/** What the model learns to tell apart: a label, and `!` after it when it is urgent. */
export type SafetyClass = SafetyLabel | `${DangerLabel}!`;

/** Every class of the model. A body in danger is always urgent, so `medical` alone is none. */
export const safetyClasses: readonly SafetyClass[] = [
  'none',
  'distress',
  'self_harm',
  'self_harm!',
  'suicide',
  'suicide!',
  'violence',
  'violence!',
  'abuse',
  'abuse!',
  'medical!',
];

export function isSafetyClass(name: string): name is SafetyClass {
  return safetyClasses.some((known) => known === name);
}

export function isDanger(label: SafetyLabel): label is DangerLabel {
  return dangerLabels.some((danger) => danger === label);
}

/** The class of a label; urgency counts for labels of danger only. */
export function safetyClassOf(label: SafetyLabel, urgent: boolean): SafetyClass {
  return isDanger(label) && (urgent || label === 'medical') ? `${label}!` : label;
}

/** The class of one of the five dangers in its urgent form. */
export function isUrgentClass(name: SafetyClass): boolean {
  return name.endsWith('!');
}

/** The label inside a class. */
export function labelOf(name: SafetyClass): SafetyLabel {
  return safetyLabels.find((label) => label === name || `${label}!` === name) ?? 'distress';
}
