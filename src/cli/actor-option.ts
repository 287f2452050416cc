import { userInfo } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';

/** What the audit keeps of a name. */
const ACTOR_MAX = 64;

/** Adds `--by`: who does this, for the audit. */
export function withActor(command: Command): Command {
  return command.option('--by <name>', 'who does this, for the audit', actorArgument, userInfo().username);
}

function actorArgument(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > ACTOR_MAX) {
    throw new InvalidArgumentError(`It has 1 to ${ACTOR_MAX} characters.`);
  }
  return trimmed;
}
