export * from './coverage';
export type { Failure } from './failure';
export * from './read-stories';
export type { Setting, Stage } from './stage';
export type { Story } from './story';
export { storyFileSchema } from './story-file';
export * from './tell-story';
