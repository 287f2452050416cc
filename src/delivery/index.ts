export { backoffMs } from './backoff';
export * from './decide-outcome';
export * from './delivery';
export * from './delivery-report';
export * from './delivery-words';
export * from './inbound-event';
export { quotaRenewal } from './quota-renewal';
export * from './sender';
