import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MASTER_KEY_FILE } from '../../store';
import { type DoctorFinding, toMend, well } from './finding';

/** Less than this is soon filled, by a backup's working copy for one. Bytes. */
const LITTLE_SPACE = 2_000_000_000;
/** Permissions of anybody but the owner. */
const OTHERS = 0o077;

/** The data directory: whether it can be written to, who may read it, and how much room is left on its disk. */
export function examineFolder(dataDirectory: string): readonly DoctorFinding[] {
  if (!existsSync(dataDirectory))
    return [well('folder', 'There is no data folder yet; the first start makes it.')];
  return [access(dataDirectory), privacy(dataDirectory), space(dataDirectory)];
}

function access(folder: string): DoctorFinding {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return well('folder', 'The data folder can be read and written.');
  } catch {
    return toMend(
      'folder',
      'The data folder cannot be written by this user. Give it to the user that Madobe runs as.',
    );
  }
}

function privacy(folder: string): DoctorFinding {
  const open = [folder, join(folder, MASTER_KEY_FILE)].filter(
    (path) => existsSync(path) && (statSync(path).mode & OTHERS) !== 0,
  );
  return open.length === 0
    ? well('folder', 'Nobody but its owner can read the data folder.')
    : toMend(
        'folder',
        `Others on this machine can read ${open.join(' and ')}. Take that from them: chmod go-rwx.`,
      );
}

function space(folder: string): DoctorFinding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const said = `${(free / 1e9).toFixed(1)} GB are free on the disk of the data folder`;
  return free < LITTLE_SPACE
    ? toMend('folder', `Only ${said}. Make room, or move it: nothing can be accepted on a full disk.`)
    : well('folder', `${said}.`);
}
