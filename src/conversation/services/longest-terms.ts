/** More than any words that people are asked to agree to; an organisation may write its own. */
export const longestTerms = 'あ'.repeat(400);
