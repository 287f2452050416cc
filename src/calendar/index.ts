export * from './calendar-words';
export * from './describe-hours';
export * from './describe-moment';
export * from './describe-time';
export * from './opening-at';
export * from './opening-hours';
export { holidayYears } from './public-holidays';
