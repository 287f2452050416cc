import type { Choice } from '../../../../flow/message';
import { useApp } from './app-context';
import { sayPlain, Text } from './text';

/** The answers that can be tapped. Tapping none is an answer too, so they ask for nothing. */
export function Choices({
  choices,
  onChosen,
}: {
  readonly choices: readonly Choice[];
  readonly onChosen: () => void;
}) {
  const { conversation, words } = useApp();
  return (
    <fieldset class="choices">
      <legend class="heard-only">{sayPlain(words.value, 'chat.choices')}</legend>
      {choices.map(({ data, label }) => (
        <button
          key={data}
          type="button"
          class={data.startsWith('move/') ? 'choice is-move' : 'choice'}
          onClick={({ detail }) => {
            // The second press of a double one was meant for the question before: this one came in between.
            if (detail > 1) return;
            // The buttons go with the question; whoever goes by keyboard stays in the conversation.
            onChosen();
            conversation.choose(data, label);
          }}
        >
          <Text>{label}</Text>
        </button>
      ))}
    </fieldset>
  );
}
