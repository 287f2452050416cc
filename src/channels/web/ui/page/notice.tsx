import type { ProblemCode } from '../model/api-client';
import { phoneHref } from '../model/link-parts';
import { problemWords } from '../model/problem-words';
import { useApp } from './app-context';
import { PhoneIcon } from './icons';
import { Say } from './text';

/** Says kindly that something did not work, and offers a way on; without `onWay` the way on stands beside it. */
export function ProblemNotice({ code, onWay }: { readonly code: ProblemCode; readonly onWay?: () => void }) {
  const group = problemWords(code);
  return (
    <div class="notice" role="alert">
      <p>
        <Say words={`problems.${group}.text`} />
      </p>
      {onWay !== undefined && (
        <button type="button" class="button is-quiet" onClick={onWay}>
          <Say words={`problems.${group}.way`} />
        </button>
      )}
    </div>
  );
}

/** Where a voice answers, for when this page itself cannot help. Nothing when no number is known. */
export function VoiceFallback() {
  const number = useApp().words.value.value('voiceNumber');
  if (number === null) return null;
  return (
    <div class="voice-fallback">
      <p>
        <Say words="voice.text" />
      </p>
      <a class="button is-phone" href={phoneHref(number)}>
        <PhoneIcon />
        <span>
          <Say words="voice.call" />
        </span>
      </a>
    </div>
  );
}
