export { checkedNote, wasChecked } from './checked-content';
export { writtenFiles } from './content-fingerprint';
export * from './load-content';
export * from './load-meaning';
export * from './load-other-facts';
export * from './load-record-template';
