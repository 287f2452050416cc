import path from 'node:path';
import { z } from 'zod';
import { logLevels } from '../../log';
import * as schemas from './variable-schemas';

/** Everything that is decided about one environment variable. */
export interface Variable {
  /** Checks the text and turns it into the value. Its messages never quote the text. */
  readonly schema: z.ZodType<unknown, string>;
  /** The text that stands in when the variable is absent, or null when absence has a meaning of its own. */
  readonly default: string | null;
  /** What stands in the documents' default column when the default cannot be written down as a text. */
  readonly absent?: { readonly en: string; readonly ja: string };
  readonly description: { readonly en: string; readonly ja: string };
  /**
   * A value that would be accepted, always invented; or the command that makes one, where a value in the documents
   * would end up in somebody's installation.
   */
  readonly example: string | { readonly command: string };
  /** Secrets may also be given as `<NAME>_FILE`: the path of a file that holds them. */
  readonly secret: boolean;
}

/** The package's own folder: the same number of floors above `src/app/config` and `dist/app/config`. */
const packageDirectory = path.resolve(__dirname, '..', '..', '..');

/** Where the build puts the web chat's page. */
export const webDirectory = path.join(packageDirectory, 'dist', 'web');

/** Where the build puts the desk's page. */
export const deskDirectory = path.join(packageDirectory, 'dist', 'desk-page');

/** Where the package's own folder of this name is. */
export function shippedDirectory(name: 'flows' | 'locales'): string {
  return path.join(packageDirectory, name);
}

/**
 * Every variable Madobe reads, in the order of the documents. README's table and `.env.example` are generated from
 * it, so this is the only place to change.
 */
export const variables = {
  PORT: {
    schema: schemas.port,
    default: '8080',
    description: {
      en: 'Port the server listens on.',
      ja: 'サーバーが待ち受けるポート番号です。',
    },
    example: '8080',
    secret: false,
  },
  MADOBE_HOST: {
    schema: schemas.host,
    default: null,
    absent: { en: 'all interfaces', ja: 'すべてのインターフェース' },
    description: {
      en: 'Address the server listens on. Behind a reverse proxy on the same machine, take `127.0.0.1`.',
      ja: 'サーバーが待ち受けるアドレスです。同じ機械のリバースプロキシーの後ろに置くときは `127.0.0.1` にします。',
    },
    example: '127.0.0.1',
    secret: false,
  },
  MADOBE_DATA_DIR: {
    schema: schemas.directory,
    default: './data',
    description: {
      en: 'Folder for the built-in database and, if Madobe makes it, the master key. Back it up.',
      ja: '組み込みのデータベースと、Madobe が作ったときはマスターキーを置くフォルダーです。バックアップしてください。',
    },
    example: '/var/lib/madobe',
    secret: false,
  },
  DATABASE_URL: {
    schema: schemas.databaseUrl,
    default: null,
    absent: { en: 'SQLite in the data folder', ja: 'データフォルダーの SQLite' },
    description: {
      en: 'PostgreSQL to use instead of the built-in SQLite. Several Madobe processes may then share the work.',
      ja: '組み込みの SQLite の代わりに使う PostgreSQL です。複数の Madobe で仕事を分けられるようになります。',
    },
    example: 'postgres://madobe:secret@db.example.org/madobe',
    secret: true,
  },
  MADOBE_ROLES: {
    schema: schemas.roles,
    default: 'web,worker,clock',
    description: {
      en: 'What this process does: `web` takes what comes over HTTP, `worker` answers it and sends, `clock` begins what begins at its time (reminders, the night’s forgetting). One process does all of it; on PostgreSQL several may share it, as long as each is done by at least one.',
      ja: 'このプロセスの役割です。`web` は HTTP を受け付け、`worker` は返事をつくって送り、`clock` は決まった時刻の仕事（お知らせ、夜間の消去）を始めます。ふだんは一つのプロセスがすべてを受け持ちます。PostgreSQL では分けられますが、どの役割にも少なくとも一つのプロセスが要ります。',
    },
    example: 'web worker clock',
    secret: false,
  },
  MADOBE_MASTER_KEY: {
    schema: schemas.masterKey,
    default: null,
    absent: { en: 'made once, kept in the data folder', ja: '一度だけ作り、データフォルダーに保存' },
    description: {
      en: 'The key that protects every stored word: 32 bytes, as base64 or hexadecimal. Without it nothing stored can be read again, so keep a copy away from the database.',
      ja: '保存したことばを守る鍵です。32 バイトを base64 か 16 進で書きます。なくすと、保存したものは二度と読めません。データベースとは別の場所に控えを残してください。',
    },
    example: { command: 'openssl rand -base64 32' },
    secret: true,
  },
  MADOBE_MASTER_KEY_PREVIOUS: {
    schema: schemas.masterKey,
    default: null,
    absent: { en: 'none', ja: 'なし' },
    description: {
      en: 'The value `MADOBE_MASTER_KEY` had before, from the moment it is a new one until `madobe keys rotate` has finished.',
      ja: '`MADOBE_MASTER_KEY` を新しくするとき、それまでのマスターキーです。`madobe keys rotate` が終わるまで書いておきます。',
    },
    example: { command: 'printenv MADOBE_MASTER_KEY' },
    secret: true,
  },
  MADOBE_BASE_URL: {
    schema: schemas.baseUrl,
    default: null,
    absent: { en: 'none', ja: 'なし' },
    description: {
      en: 'The public address people and LINE reach this server at. Links into the private room begin with it, and `madobe line check` uses it.',
      ja: '利用者と LINE から見た、このサーバーの公開アドレスです。「部屋」へのリンクはこれで始まり、`madobe line check` も使います。',
    },
    example: 'https://madobe.example.org',
    secret: false,
  },
  MADOBE_EMBED_ORIGINS: {
    schema: schemas.origins,
    default: null,
    absent: { en: 'nowhere', ja: 'どこにも置かない' },
    description: {
      en: 'Web sites that may show the web chat inside their pages, with spaces between them. Without any, `/embed.js` and `/embed` do not exist.',
      ja: 'ウェブチャットをページの中に置けるサイトです。いくつかあるときは空白で区切ります。ないときは `/embed.js` と `/embed` はありません。',
    },
    example: 'https://www.example.org https://soudan.example.org',
    secret: false,
  },
  MADOBE_TRUSTED_PROXIES: {
    schema: schemas.networks,
    default: null,
    absent: { en: 'none', ja: 'なし' },
    description: {
      en: 'Reverse proxies whose word is taken for where a request came from: addresses or networks, or `loopback` or `uniquelocal`, with spaces between them. Limits for each address of the web chat count by it.',
      ja: '利用者のアドレスを伝えてくるリバースプロキシーです。アドレスかネットワーク、または `loopback`・`uniquelocal` を、空白で区切って書きます。ウェブチャットのアドレスごとの制限は、これで数えます。',
    },
    example: 'loopback 10.0.0.0/8',
    secret: false,
  },
  LINE_CHANNEL_SECRET: {
    schema: schemas.channelSecret,
    default: null,
    absent: { en: 'LINE is off', ja: 'LINE は使わない' },
    description: {
      en: 'Channel secret of the Messaging API channel. Goes together with the access token.',
      ja: 'Messaging API チャネルのチャネルシークレットです。アクセストークンと一緒に設定します。',
    },
    example: '0123456789abcdef0123456789abcdef',
    secret: true,
  },
  LINE_CHANNEL_ACCESS_TOKEN: {
    schema: schemas.channelAccessToken,
    default: null,
    absent: { en: 'LINE is off', ja: 'LINE は使わない' },
    description: {
      en: 'Channel access token of the same channel.',
      ja: '同じチャネルのチャネルアクセストークンです。',
    },
    example: 'invented+token/for=examples',
    secret: true,
  },
  LINE_API_ORIGIN: {
    schema: schemas.origin,
    default: 'https://api.line.me',
    description: {
      en: 'Where the Messaging API is. Change it only for tests and proxies.',
      ja: 'Messaging API の場所です。テストやプロキシーのときだけ変えます。',
    },
    example: 'http://localhost:8090',
    secret: false,
  },
  LINE_DATA_API_ORIGIN: {
    schema: schemas.origin,
    default: 'https://api-data.line.me',
    description: {
      en: 'Where LINE keeps images and other content. Change it only for tests and proxies.',
      ja: '画像などのコンテンツを LINE が置く場所です。テストやプロキシーのときだけ変えます。',
    },
    example: 'http://localhost:8090',
    secret: false,
  },
  MADOBE_ALARM_SMTP_URL: {
    schema: schemas.smtpUrl,
    default: null,
    absent: { en: 'no mail', ja: 'メールは送らない' },
    description: {
      en: 'Mail server by which somebody is told of an alarm that nobody at the desk has seen in time. Goes together with `MADOBE_ALARM_MAIL_TO`. The mail holds no word of what was written.',
      ja: 'デスクでだれも確認しなかったアラームを知らせるメールのサーバーです。`MADOBE_ALARM_MAIL_TO` と一緒に設定します。メールに、書かれたことは入りません。',
    },
    example: 'smtps://madobe:secret@mail.example.org',
    secret: true,
  },
  MADOBE_ALARM_MAIL_TO: {
    schema: schemas.mailAddresses,
    default: null,
    absent: { en: 'no mail', ja: 'メールは送らない' },
    description: {
      en: 'Who gets that mail, with spaces between addresses. It is sent from the first of them.',
      ja: 'そのメールの宛先です。いくつかあるときは空白で区切ります。差出人は、最初のアドレスになります。',
    },
    example: 'toban@example.org',
    secret: false,
  },
  MADOBE_ALARM_WEBHOOK_URL: {
    schema: schemas.webhookUrl,
    default: null,
    absent: { en: 'none', ja: 'なし' },
    description: {
      en: 'Where such an alarm is posted to as JSON: its id, since when, and whether it is urgent; no word of what was written.',
      ja: 'そのようなアラームを JSON で知らせる先です。アラームの番号、時刻、緊急かどうかだけを送ります。書かれたことは入りません。',
    },
    example: 'https://alarm.example.org/madobe',
    secret: true,
  },
  MADOBE_TIME_ZONE: {
    schema: schemas.timeZone,
    default: 'Asia/Tokyo',
    description: {
      en: 'Time zone of opening hours and dates.',
      ja: '受付時間や日付のタイムゾーンです。',
    },
    example: 'Asia/Tokyo',
    secret: false,
  },
  MADOBE_LOG_LEVEL: {
    schema: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`),
    default: 'info',
    description: {
      en: `How much is logged: ${logLevels.map((level) => `\`${level}\``).join(', ')}. No level logs what people write.`,
      ja: `ログの量です（${logLevels.map((level) => `\`${level}\``).join('、')}）。どの設定でも、利用者の書いたことは記録しません。`,
    },
    example: 'warn',
    secret: false,
  },
  MADOBE_METRICS_TOKEN: {
    schema: schemas.metricsToken,
    default: null,
    absent: { en: 'no `/metrics`', ja: '`/metrics` はない' },
    description: {
      en: 'Opens `GET /metrics` for Prometheus, which sends it as `Authorization: Bearer`. Numbers only, of nobody in particular.',
      ja: 'Prometheus のための `GET /metrics` を開きます。`Authorization: Bearer` で送られたときだけ答えます。数だけで、だれのことも入りません。',
    },
    example: { command: 'openssl rand -hex 32' },
    secret: true,
  },
  MADOBE_FLOWS_DIR: {
    schema: schemas.directory,
    default: null,
    absent: { en: 'the `flows/` that come with Madobe', ja: 'Madobe に付いている `flows/`' },
    description: {
      en: 'Folder of the conversations, for an organisation that has made its own.',
      ja: '会話（フロー）のフォルダーです。組織で自分たちのものを作ったときに設定します。',
    },
    example: '/etc/madobe/flows',
    secret: false,
  },
  MADOBE_LOCALES_DIR: {
    schema: schemas.directory,
    default: null,
    absent: { en: 'the `locales/` that come with Madobe', ja: 'Madobe に付いている `locales/`' },
    description: {
      en: 'Folder of the words of those conversations, one folder per language in it.',
      ja: 'その会話のことばのフォルダーです。中に言語ごとのフォルダーがあります。',
    },
    example: '/etc/madobe/locales',
    secret: false,
  },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;

/** {@link variables} as pairs, in order. */
export const variableEntries = Object.entries(variables) as readonly (readonly [VariableName, Variable])[];
