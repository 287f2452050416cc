import type { WordingCategory } from './wording-category';

/** What a dictionary of phrases cannot say: words that press only together, in an order, or towards the reader. */
export interface PhraseRule {
  readonly category: WordingCategory;
  /** What is looked for; may reach over a sentence's end. Has the flags `g` and `u`. */
  readonly says: RegExp;
  /** What, anywhere in the match or the rest of its sentence, makes it harmless. */
  readonly unless?: RegExp;
}

const condition =
  '(?:うつ(?:病)?|鬱(?:病)?|統合失調症|双極性障害|適応障害|発達障害|自閉(?:症|スペクトラム(?:症)?)|ADHD|アスペルガー|(?:社交)?不安(?:障害|症)|強迫性障害|愛着障害|睡眠障害|(?:回避性|境界性)?パーソナリティ(?:障害)?|依存症|ゲーム依存|HSP|びょうき|病気)';
const reply = '(?:お?(?:返事|返信|回答|答え|こたえ|へんじ|連絡)|ご(?:返信|回答|連絡|返答))';
const granted =
  '(?:もちろん|無理に(?:と)?は|ご?無理(?:は|し)|むり ?は|強制では|任意です|ご?自由です|お?気持ち(?:は|が)?(?:分か|わか|尊重|第一)|焦らなく|ゆっくりで|急ぎません|急がなくて|いつでも ?(?:けっこう|結構|いい|よい)|気が向いたら|休む(?:の|こと)も|誰も責め|あなたのペース)';
const turned =
  '(?:ですが|ですけど|ませんが|ますが|けれど|んが、|だが、|でも[、 ]|(?:。|、) ?(?:ただ|なお|とはいえ|しかし|でも))';
const pushed =
  '(?:べき|そろそろ|一度は|一番です|今のうち|早(?:い|め)|ないと|なければ|なくては|必要|大切|責任|後悔|悔や|ほとんど|みなさん|皆さん|時間は|まで(?:に|で)|目安|辞退|毒|がんばりま|頑張(?:り|っ)|(?:はず|ほう|方)(?:です|が)|お(?:越し|いで)くだ|てほしい|ていただ(?:き|く|け)|忘れず|年(?:齢|内)|ませんか|ましょう)';

/**
 * The rules, language by language. Grammar, not a list of sentences: each holds for a way of pressing. Where one word
 * is enough, it belongs into the dictionary.
 */
export const phraseRules: readonly PhraseRule[] = [
  // A polite surface, and the push behind it.
  {
    category: 'coercion',
    says: new RegExp(`${granted}[^\\n]{0,24}?${turned}[^\\n]{0,40}?${pushed}`, 'gu'),
    unless: /かまいません|構いません|大丈夫です|なくても|なくて ?(?:いい|結構)|いつでも(?:どうぞ|お)/u,
  },
  {
    category: 'coercion',
    says: /\b(?:up to you|no pressure|no rush|take all the time|of course|your choice)\b[^\n]{0,40}?\b(?:but|though|however|just|although)\b[^\n]{0,50}/giu,
    unless: /\bbut (?:there|you can|you may|we(?:’|')re)\b|\bif you (?:like|want|wish)\b/iu,
  },
  // "As you came so far / for your own good": a favour that is called in.
  {
    category: 'coercion',
    says: /(?:せっかく|あなた(?:のこと|の ?ため)を(?:思|おも)って|ここまで(?:来|き)た(?:の|ん)だから|騙されたと思って)[^。\n]{0,30}(?:ください|ましょう|ませんか|もったいない|べき|のに|来ていただ|いう|言)/gu,
  },
  // What must be done, said to the reader.
  {
    category: 'coercion',
    says: /(?:し|い|か|さ|た|ら|れ|え|り|け|せ|め|て)?(?:なければ|ないと|なくては|なきゃ) ?(?:なりません|いけません|いけない|だめ|ダメ|困)/gu,
    unless:
      /と(?:思|感じ|考え|いう|言|、)|なければいけない(?:こと|もの)|私|こちら|相談員|苦し|つら|せん(?:か|でし)/u,
  },
  {
    category: 'coercion',
    says: /(?:必ず|かならず|絶対に?)[^。、\n]{0,16}(?:ください|下さい|ましょう|すること|来て|お越し|ご参加)/gu,
    unless: /(?:私|こちら|担当|相談員|スタッフ)|電話番号|救急|119|110/u,
  },
  {
    category: 'coercion',
    says: /(?:しなさい|やりなさい|出なさい|行きなさい|なさいね|べきです|べきでは|べきだと)/gu,
  },
  {
    category: 'coercion',
    says: /\byou (?:really )?(?:must|ought to|have to|need to|should)(?! (?:have|be so|feel free))\b/giu,
    unless: /\b(?:119|110|if you (?:like|want|wish))\b|\bin case\b/iu,
  },
  {
    category: 'coercion',
    says: /(?:食事|ご飯|ごはん|お小遣い|こづかい|ネット|インターネット|Wi-?Fi|ゲーム(?:機)?|スマホ|お?かね)(?:を|の時間を|を部屋に)[^。\n]{0,10}(?:やめ|止め|とめ|取り上げ|減ら|切っ|あげるの)[^。\n]{0,12}(?:ください|ましょう|みて|ば|のが)/gu,
  },
  // Somebody made to account for the pain of others.
  {
    category: 'blame',
    says: /(?:ご?家族|ご?両親|親御さん|お?(?:母|父|かあ|とう)(?:さ[んま]|親)|周り|職員|私たち)(?:の(?:皆さま|みなさん|苦労))?(?:が|を|は|に)[^。\n]{0,14}(?:どれ(?:ほど|だけ)|泣|ないて|苦しめ|困らせ|追い詰め|疲れ切|悲しま|安心させ|心配をかけ)/gu,
    unless: /でしょうか、|ように見え|と(?:言われ|書)|おつら|つらかった|休/u,
  },
  {
    category: 'blame',
    says: /(?:もっと|最初に|すぐに)(?:早く)?[^。\n]{0,12}(?:相談|ご?連絡|対応)[^。\n]{0,14}(?:いれば|たら|のに)/gu,
  },
  {
    category: 'blame',
    says: /(?:年金|お金)で(?:暮らし|生活)[^。\n]{0,16}(?:自覚|恥|申し訳|つもり)|感謝の気持ちが|本気で変わ/gu,
  },
  {
    category: 'blame',
    says: /(?:甘やかし|甘い顔|先回り)[^。\n]{0,18}(?:から|せい|ので|のでは|面も)/gu,
  },
  // The clock held before the reader.
  {
    category: 'hurry',
    says: /そろそろ[^。\n]{0,22}(?:頃|時期|動|考え|始め|卒業|前を|本腰|決|いかが|抜け|終わ|ませんか|ましょう|ないと)/gu,
    unless: /(?:終わり|閉)(?:に(?:します|しま)|ます)|時間なので/u,
  },
  {
    category: 'hurry',
    says: /(?:動く|始める|やる|変わる)なら(?:、)?今|今(?:すぐ|日中に?|から動)[^。\n]{0,12}(?:決め|始め|申し込|動)[^。\n]{0,10}(?:くだ|ましょ|ば|ない)|時間は(?:待って|有限|残されて)/gu,
  },
  {
    category: 'hurry',
    says: /(?:早|はや)(?:く|めに)[^。、\n]{0,12}(?:決め|きめ|動|働|しごと|仕事|申し込|行動|出ましょ|手を打)[^。\n]{0,14}(?:くだ|ましょ|ほうが|方が|ないと)/gu,
  },
  // A name for what somebody is or has.
  {
    category: 'diagnosis',
    says: new RegExp(
      `${condition}(?:の|は|が|に|で|だ|と|ではないかと|かも)?[^。、\\n]{0,10}?(?:ですね|でしょう|だと思|と思われ|可能性|傾向|疑い|疑われ|特徴|典型|違いな|違いあり|しれません)`,
      'gu',
    ),
    unless: /について|窓口|かどうか|名前|ではない|とは限|と(?:言|診断)され|のことで|つらかった|心配なさ/u,
  },
  {
    category: 'diagnosis',
    says: /(?:あなたは|お子さんは|息子さんは|娘さんは) ?[^。\n]{0,8}(?:病気|びょうき|うつ|障害|依存)(?:です|ですね|でしょう)/gu,
  },
  {
    category: 'diagnosis',
    says: /(?:お?薬|くすり)(?:を|で)[^。\n]{0,10}(?:よくな|治|なお|楽にな|飲みましょう|のみましょう)|(?:病院|心療内科|精神科|びょういん)(?:に|を|へ)[^。\n]{0,6}(?:行(?:きましょう|って ?ください)|受診しましょう|かかったほう)/gu,
  },
  {
    category: 'diagnosis',
    says: /\b(?:you|he|she|your (?:son|daughter|child))(?:(?:’|')(?:re|s)| (?:are|is|sounds?|seems?|must be|(?:clearly|probably|obviously) (?:is|has|have)))(?: (?:clearly|probably|obviously|a bit))? (?:depressed|autistic|bipolar|schizophrenic|mentally ill|addicted|on the spectrum)\b/giu,
    unless: /\b(?:feel|felt|told|said)\b/iu,
  },
  // Somewhere to get to.
  {
    category: 'goal-setting',
    says: /(?:目標|ゴール|課題|宿題)(?:を|は|に|です|に向)[^。\n]{0,14}(?:決め|立て|目指|しましょう|向か|達成|次|ください|していただく|しますね)/gu,
  },
  {
    category: 'goal-setting',
    says: /(?:次|来月|来週|今週|今月|つぎ|らいげつ)(?:は|に|までに|こそ|には)[^。\n]{0,24}(?:外(?:出|に)|そと|電車|バス|アルバイト|面接|仕事|登校|学校|一時間|対面|図書館)[^。\n]{0,20}(?:ましょう|みましょう|ですね|挑戦|行け|どうですか|ませんか)/gu,
  },
  {
    category: 'goal-setting',
    says: /(?:はたらき|働き|外に ?(?:出|で)|そとに ?(?:出|で)|学校に ?(?:行|い|戻)[きり]|しごとを|仕事を|お?散歩(?:を|に|へ)|早起き|(?<![てで])(?:起き|おき))[^。\n]{0,8}ましょう(?!か。続)/gu,
    unless: /なくて|話(?:を|も)|ときだけ/u,
  },
  {
    category: 'goal-setting',
    says: /\b(?:set|have|our|the|your) (?:a |next )?(?:goals?|targets?|homework)(?: is| of|:| for)|\bnext step\b|\bback (?:to|at) (?:work|school)\b/giu,
  },
  // Others held up as the measure.
  {
    category: 'comparison',
    says: /(?:ほか|他|同じ(?:時期|年|ころ|頃)|同い年|同世代)の?(?:に[^。\n]{0,6})?(?:方|人|相談者|ご?家庭|お子さん)(?:は|も|が|だって|なら|でも)[^。\n]{0,24}(?:ています|てい(?:る|た)|ました|されて|くださいます|おられ(?:る|ます)|たいへん|大変)/gu,
    unless: /お待ち|いらっしゃいます。|比べ|もあります|遠慮|話|同じよう/u,
  },
  {
    category: 'comparison',
    says: /(?:お?(?:兄|姉)さん|弟さん|妹さん|いとこ)は[^。\n]{0,12}(?:ちゃんと|しっかり|立派|もう|就職|働)/gu,
  },
  // Reply or be called to account.
  {
    category: 'demanding-a-reply',
    says: new RegExp(
      `(?:今日|きょう|今週|明日|あした|あす|すぐに|早く|必ず|かならず|三日以内|日以内|金曜|期日)[^。\\n]{0,10}${reply}[^。\\n]{0,8}(?:ください|いただけ(?:ます|る)|お願い)`,
      'gu',
    ),
    unless: /必要は|なくても/u,
  },
  {
    category: 'demanding-a-reply',
    says: new RegExp(
      `${reply}(?:が|を|は)? ?(?:まだ|くださら|もらえなくて|くれな|ないので|ないようです|ないと、?(?:こま|困|心配))`,
      'gu',
    ),
  },
  {
    category: 'demanding-a-reply',
    says: /(?:黙って|沈黙(?:され|は)|何か言って|無視)[^。\n]{0,12}(?:わかり|分かり|伝わり|困|ください|どうですか|しよう)/gu,
    unless: /かまいません|大丈夫|いい(?:です|時間)/u,
  },
  {
    category: 'demanding-a-reply',
    says: /\b(?:reply|respond|answer|let (?:me|us) know)\b[^.\n]{0,12}\b(?:by (?:tonight|tomorrow|friday|monday|the)|as soon as|within|at once|immediately)\b/giu,
    unless: /\bwe (?:will|reply|answer|respond)\b|\bwe(?:’|')ll\b/iu,
  },
  // Why?
  {
    category: 'demanding-reasons',
    says: /(?:どうして|なぜ|何故|なんで|どんな理由で)[^。？?\n]{0,28}(?:ですか|ますか|ましたか|ませんか|んですか|のか|でしょう(?:か)?)(?:[。？?]|、?(?:理由|説明|教え)|$)/gu,
    unless: /聞かれ|聞き(?:ません|ま)|尋ね|かまいません|思われ|問われ/u,
  },
  {
    category: 'demanding-reasons',
    says: /(?:理由|りゆう|わけ|ご?事情)(?:を|は)[^。\n]{0,10}(?:教えて ?くだ|お聞かせ|聞かせて|説明|ご説明|書いて ?くだ|かいて ?くだ|お知らせ|いただけ(?:ます|る)|何(?:です|でしょう))/gu,
    unless: /なくて|不要|よければ|かまいません|から|ため/u,
  },
  {
    category: 'demanding-reasons',
    says: /\bwhy (?:did(?:n(?:’|')t)?|have(?:n(?:’|')t)?|do(?:n(?:’|')t)?|won(?:’|')t|are(?:n(?:’|')t)?|can(?:’|')t) you\b|\bexplain why you\b/giu,
  },
  // Do it, or else.
  {
    category: 'threat',
    says: new RegExp(
      `(?:${reply}|来|こ|ご?参加|協力|約束|訪問|キャンセル|休|やすむ|答え|目標|話)[^。\\n]{0,16}(?:ないと|なければ|ない場合|ないなら|なく、|られると|断ると|まれると|続くと|れたら|だら|と、)[^。\\n]{0,24}(?:終了|おわり|終わり(?:です|に(?:なり|いたし))|できなく|できません|お受けでき|難しくな|打ち切|伺い|うかが|連絡(?:します|せざる|いたし)|抹消|辞退|閉じ|困り|迷惑)`,
      'gu',
    ),
    unless: /ことは ?(?:ありません|ございません|ない)|かまいません|大丈夫/u,
  },
  {
    category: 'threat',
    says: /このまま(?:では|だと|で|じゃ|何もしないと|五十代|年を)[^。\n]{0,20}(?:手遅れ|一生|後悔|困|いけ|いいの|迎え|悪く|なりますよ|いられ)|(?:十|五|数)年後に?[^。\n]{0,8}(?:困|後悔)/gu,
  },
  {
    category: 'threat',
    says: /(?:ご?両親|親御さん|お?(?:父|母)さ[んま]|親)(?:も|が|だって|亡き)[^。\n]{0,6}(?:いつまでも|亡くな|死|あと|いなくな)[^。\n]{0,18}(?:ません|ですか|でしょう|ですよ|困|こと)/gu,
    unless: /おつら|お悔やみ|悲し/u,
  },
  {
    category: 'threat',
    says: /\b(?:if|unless) you\b[^.\n]{0,40}\bwe (?:will|(?:’|')ll|can(?:’|')t|cannot|may)\b[^.\n]{0,20}\b(?:close|stop|end|help|support|tell|inform|report)|\b(?:close|lose) your (?:case|file|place|spot)\b|\bwon(?:’|')t be around for ?ever\b|\bregret (?:it|this|waiting)\b/giu,
    unless: /\bif you (?:like|want|wish|prefer|would)\b/iu,
  },
];
