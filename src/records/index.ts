export type { Paper, PaperChapter, PaperRow } from './paper';
export { type PaperColumns, paperCsv } from './paper-csv';
export { paperPdf } from './paper-pdf';
export {
  bareTemplate,
  fits,
  type RecordTemplate,
  readable,
  recordTemplateSchema,
  type TemplateField,
  versioned,
} from './record-template';
export * from './records';
export * from './referrals';
export { type Subject, subjects } from './subject';
